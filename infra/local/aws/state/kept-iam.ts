import { readFileSync, writeFileSync } from 'node:fs'
import type { Estate, IamEstate } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'
import type { IamHistory } from './iam-history.ts'

type Kept = Pick<IamEstate, 'roles' | 'policies'>

/**
 * Roles and policies that outlive the process: they are read from a file at the start, and written into it with every write
 * to IAM before that is answered.
 */
export const keptIam = (history: IamHistory, { iam }: Estate, file: string): IamHistory => {
  const kept = readKept(file)
  if (kept) Object.assign(iam, kept)
  return {
    ...history,
    beforeWrite: () => {
      history.beforeWrite()
      // The lists are replaced right after this, in the same turn.
      queueMicrotask(() => {
        const { roles, policies } = iam
        writeFileSync(file, JSON.stringify({ roles, policies }), { mode: 0o600 })
      })
    },
  }
}

const readKept = (file: string): Kept | undefined => {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isRec(kept) || !Array.isArray(kept.roles) || !Array.isArray(kept.policies)) return undefined
    return { roles: kept.roles.filter(isRec), policies: kept.policies.filter(isRec) }
  } catch {
    return undefined
  }
}
