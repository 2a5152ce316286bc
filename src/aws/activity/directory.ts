import type { Directory, Named } from '../../activity/log.ts'
import { epochSeconds } from '../../base/time.ts'
import { attempt, type Refusal, required, troubleOf } from '../call.ts'
import { type AwsSettings, createClients } from '../clients.ts'
import { createLimiter, type LimiterOptions } from '../limiter.ts'
import { refusalWords } from '../refusal-words.ts'

export interface DirectoryOptions extends LimiterOptions {
  readonly aws?: AwsSettings
  /** A Region whose clients read what is global. */
  readonly region: string
}

/** What it takes to know the names of users and roles. */
export const DIRECTORY_ACTIONS: readonly string[] = ['iam:ListUsers', 'iam:ListRoles']

/** Names of one kind at the most; 5,000 users are IAM's own quota. */
const MOST = 10_000
const WITHIN_S = 30

/** Reads the names of all IAM users and roles. What could not be read is said. */
export function createDirectory(options: DirectoryOptions): () => Promise<Directory> {
  return async () => {
    const clients = createClients(options.aws ?? {})
    const limiter = createLimiter(options)
    const deadline = epochSeconds(options.clock) + WITHIN_S
    const list = async (operation: 'ListUsers' | 'ListRoles'): Promise<Names> => {
      const asked = { call: operation, action: `iam:${operation}`, region: 'global' }
      const names: Named[] = []
      let marker: string | undefined
      do {
        const page = { MaxItems: 1000, ...(marker !== undefined && { Marker: marker }) }
        const answer = await attempt(asked, () =>
          limiter.run(() => clients.send('iam', options.region, operation, page), troubleOf, deadline),
        )
        if (answer.outcome !== 'value') return { names, refusal: answer.refusal }
        const raw = answer.value
        const rows = 'Users' in raw ? raw.Users : 'Roles' in raw ? raw.Roles : undefined
        for (const row of rows ?? [])
          names.push({
            name: ('UserName' in row ? row.UserName : row.RoleName) ?? '',
            arn: required(row.Arn, 'Arn'),
          })
        marker = raw.IsTruncated ? raw.Marker : undefined
      } while (marker !== undefined && names.length < MOST)
      return { names }
    }
    try {
      const [users, roles] = await Promise.all([list('ListUsers'), list('ListRoles')])
      const refusals = [users, roles].flatMap(({ refusal }) => (refusal ? [refusalWords(refusal)] : []))
      return {
        users: users.names,
        roles: roles.names,
        gap: refusals.length > 0 ? `Names could not all be looked up: ${refusals.join(' ')}` : null,
      }
    } finally {
      clients.close()
    }
  }
}

interface Names {
  readonly names: readonly Named[]
  readonly refusal?: Refusal
}
