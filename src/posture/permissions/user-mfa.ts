import { plural } from '../../base/time.ts'
import { fail, pass, type Sight, type Verdict } from '../check.ts'
import type { Credential, IamUser } from '../inventory/iam.ts'
import { Undecided } from '../snapshot.ts'

/** Whether a user has an MFA device, by the credential report, with what it could sign in with. */
export function deviceVerdict(
  user: IamUser,
  because: string,
  { credentials }: { readonly credentials: Sight<Credential> },
): Verdict {
  const row = credentials.find(
    (one) => one.arn === user.arn || (!one.root && one.name === user.name),
    user.arn,
  )
  if (!row)
    throw new Undecided(`The credential report has no row for ${user.name}: it is older than the user.`)
  if (row.mfaActive) return pass(`The user has an MFA device. ${because}`)
  const keys = row.accessKeys.filter(({ active }) => active).length
  const ways = [
    ...(row.passwordEnabled ? ['a password'] : []),
    ...(keys > 0 ? [plural(keys, 'access key')] : []),
  ]
  return fail(`The user has ${ways.join(' and ') || 'no credential yet'} and no MFA device. ${because}`)
}
