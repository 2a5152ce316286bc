import { parseArn } from '../../base/arn.ts'
import { plural } from '../../base/time.ts'
import type { IamRole } from '../../posture/inventory/iam.ts'
import { nobodys, type Permission, permission } from '../../posture/permissions/effective-permission.ts'
import { administrator, canEscalate, hasPower } from '../../posture/permissions/powers.ts'
import { allowedPatterns, likeliest, type Moment } from '../../posture/permissions/reachable.ts'

/** What a role can do, in phrases that follow "can". */
export interface RolePhrases {
  readonly can: readonly string[]
  /** Why it may be more: what could not be read, or hangs on what a request carries. */
  readonly doubts: readonly string[]
}

type Ask = (role: IamRole, moment: Moment) => Permission

const anywhere =
  (service: string, shape: string, ...actions: readonly string[]): Ask =>
  (role, { now, regions }) =>
    likeliest(
      [undefined, ...regions].flatMap((region) =>
        actions.map((action) =>
          permission(role, { action, resource: nobodys(role, service, shape, region) }, now),
        ),
      ),
    )

const EVERYTHING = 'do anything'

/** The heaviest first. All are judged on things that nobody had in mind when the policies were written. */
const ASKED: ReadonlyArray<readonly [phrase: string, ask: Ask]> = [
  [EVERYTHING, administrator],
  ['raise its own rights', canEscalate],
  ['hand over any role', (role, moment) => hasPower(role, 'pass any role', moment)],
  ['assume any role that trusts it', (role, moment) => hasPower(role, 'assume any role', moment)],
  ['read every secret', (role, moment) => hasPower(role, 'read every secret', moment)],
  ['read every S3 object', anywhere('s3', '*/*', 's3:GetObject')],
  ['write every S3 object', anywhere('s3', '*/*', 's3:PutObject')],
  ['decrypt with every key', (role, moment) => hasPower(role, 'decrypt with every key', moment)],
  [
    'start SageMaker jobs of any name',
    anywhere('sagemaker', 'training-job/*', 'sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob'),
  ],
]

const MOST = 8

/** At most eight phrases on what a role can do. An administrator needs no other. */
export function phrasesOf(role: IamRole, moment: Moment): RolePhrases {
  const answers = ASKED.map(([phrase, ask]) => ({ phrase, answer: ask(role, moment) }))
  const certain = answers.filter(({ answer }) => answer.truth === 'yes').map(({ phrase }) => phrase)
  const doubts = answers.filter(({ answer }) => answer.truth === 'maybe').map(({ answer }) => answer.evidence)
  if (certain[0] === EVERYTHING) return { can: [EVERYTHING], doubts: [] }
  const buckets = certain.includes('read every S3 object') ? [] : namedBuckets(role, moment)
  return { can: [...certain, ...buckets].slice(0, MOST), doubts: [...new Set(doubts)] }
}

/** The buckets that its policies spell out. */
function namedBuckets(role: IamRole, { now }: Moment): readonly string[] {
  const patterns = allowedPatterns(role, ['s3:GetObject'], now)
  const buckets = new Set(patterns.flatMap((text) => parseArn(text)?.resource.split('/')[0] ?? []))
  buckets.delete('*')
  const names = [...buckets].toSorted((a, b) => a.localeCompare(b))
  if (names.length === 0) return []
  const shown = names.length <= 3 ? `: ${names.join(', ')}` : ''
  return [`read ${plural(names.length, 'named S3 bucket')}${shown}`]
}
