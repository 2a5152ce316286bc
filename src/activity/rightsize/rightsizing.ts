import { arnName, parseArn } from '../../base/arn.ts'
import { nearest } from '../../base/nearest.ts'
import type { NamedPolicy } from '../../base/policy/evaluate.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { PersonKey } from '../../grants/terms.ts'
import type { Directory, LogProgress, TextFile } from '../log.ts'
import type { Evidence } from './evidence.ts'
import { policyText } from './policy-text.ts'
import { rightsize, type Smaller } from './rightsize.ts'

/** A role as it is. Names come from outside and are not escaped. */
export interface RoleSeen {
  readonly name: string
  readonly arn: string
  /** Nobody can edit it. */
  readonly awsOwned: boolean
  /** The name of its permissions boundary, which bounds it besides; null: none. */
  readonly boundary: string | null
  readonly policies: readonly NamedPolicy[]
  /** What it may do of weight, in phrases that follow "can". */
  readonly can: readonly string[]
  /** Why it may do more than was seen. */
  readonly doubts: readonly string[]
}

/** What a role may do against what it did. */
export interface RightsizeReport {
  readonly role: RoleSeen
  readonly smaller: Smaller
  readonly evidence: Evidence
  /** The policy, where there is one that can be trusted, and the list of what became of each action. */
  readonly files: readonly TextFile[]
  /** Characters of the smaller policy without blanks, as IAM counts them; null: there is none. */
  readonly size: number | null
}

/** Why there is no answer. */
export type NoRightsize =
  | { readonly code: 'not-allowed' }
  | { readonly code: 'unknown-role'; readonly suggestions: readonly string[]; readonly gap: string | null }
  /** It is there, or was, but could not be read; `words` says why. */
  | { readonly code: 'not-seen'; readonly words: string }

/** Makes smaller policies. Never writes anything to IAM. */
export interface Rightsizing {
  /** Throws where AWS cannot be reached at all. */
  rightsize(
    asker: PersonKey,
    role: string,
    onProgress: (progress: LogProgress) => void,
  ): Promise<Result<RightsizeReport, NoRightsize>>
}

export interface RightsizingOptions {
  readonly seesAll: (person: PersonKey) => Promise<boolean>
  readonly directory: () => Promise<Directory>
  /** The error says why it could not be seen. */
  readonly readRole: (arn: string) => Promise<Result<RoleSeen, string>>
  readonly readEvidence: (arn: string, onProgress: (progress: LogProgress) => void) => Promise<Evidence>
  readonly csv: (report: Omit<RightsizeReport, 'files'>) => string
}

export function createRightsizing(options: RightsizingOptions): Rightsizing {
  return {
    async rightsize(asker, word, onProgress) {
      if (!(await options.seesAll(asker))) return err({ code: 'not-allowed' })
      const arn = await roleFor(word, options)
      if (!arn.ok) return arn
      const role = await options.readRole(arn.value)
      if (!role.ok) return err({ code: 'not-seen', words: role.error })
      const evidence = await options.readEvidence(arn.value, onProgress)
      const smaller = rightsize(role.value.policies, evidence)
      const text = smaller.document && policyText(smaller.document)
      const report = {
        role: role.value,
        smaller,
        evidence,
        size: text === undefined ? null : JSON.stringify(JSON.parse(text)).length,
      }
      return ok({ ...report, files: filesOf(report, text, options.csv(report)) })
    },
  }
}

async function roleFor(
  word: string,
  { directory }: RightsizingOptions,
): Promise<Result<string, NoRightsize>> {
  const parsed = parseArn(word)
  if (parsed?.service === 'iam' && parsed.resource.startsWith('role/')) return ok(word)
  const session = parsed?.service === 'sts' ? parsed.resource.split('/')[1] : undefined
  const name = (session ?? arnName(word.replace(/^role:/i, ''))).toLowerCase()
  const { roles, gap } = await directory()
  const found = roles.find((role) => role.name.toLowerCase() === name)
  if (found) return ok(found.arn)
  const suggestions = nearest(
    name,
    roles.map((role) => role.name),
  )
  return err({ code: 'unknown-role', suggestions, gap })
}

function filesOf(
  { role, smaller }: Omit<RightsizeReport, 'files'>,
  text: string | undefined,
  table: string,
): readonly TextFile[] {
  const name = role.name.replace(/[^\w+=,.@-]/g, '_')
  const policy =
    text === undefined || smaller.document?.statements.length === 0
      ? []
      : [{ filename: `${name}-smaller.json`, title: 'Smaller policy (JSON)', content: text }]
  return [
    ...policy,
    { filename: `${name}-actions.csv`, title: 'What became of each action, and why (CSV)', content: table },
  ]
}
