import { type Check, defineCheck, notApplicable, type Verdict } from '../../check.ts'
import type { IamRole, IamUser } from '../../inventory/iam.ts'
import { mustNot, type Permission } from '../../permissions/effective-permission.ts'
import { WITH_MFA } from '../../permissions/mfa.ts'
import { FROM_ANYWHERE } from '../../permissions/outside.ts'
import { actedBy, ownedByAws } from '../../permissions/people.ts'
import { permissionSomewhere } from '../../permissions/reachable.ts'
import type { Ask } from '../../permissions/without-mfa-verdict.ts'
import type { Controls } from '../../practice.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly kind: 'domains' | 'notebooks'
  readonly none: string
  readonly action: string
  readonly shape: string
  readonly why: string
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    id: 'presign-domain-network-conditioned',
    title: 'Presigned URLs of Studio domains must be limited to known networks',
    kind: 'domains',
    none: 'There is no Studio domain.',
    action: 'sagemaker:CreatePresignedDomainUrl',
    shape: 'user-profile/*',
    why: 'The URL opens Studio for whoever holds it. The same condition that bounds the call bounds the URL, so that a stolen link is worth nothing elsewhere.',
    controls: {},
  },
  {
    id: 'presign-notebook-network-conditioned',
    title: 'Presigned URLs of notebook instances must be limited to known networks',
    kind: 'notebooks',
    none: 'There is no notebook instance.',
    action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
    shape: 'notebook-instance/*',
    why: 'The URL opens a shell for whoever holds it. Notebook instances check the same condition again on every request, so that a stolen link is worth nothing elsewhere.',
    controls: {},
  },
]

export const presignNetworkConditionedChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'network-access',
    severity: 'high',
    tier: 'core',
    controls: row.controls,
    why: row.why,
    fix: {
      summary:
        'Deny the action outside the known networks, by aws:SourceIp for the internet and aws:SourceVpce or aws:VpcSourceIp for VPC endpoints. A bound on endpoints alone breaks the console.',
      console: 'IAM console › the user or role › Permissions › Add permissions › Create inline policy.',
      cli: 'aws iam put-role-policy --role-name ROLE --policy-name known-networks --policy-document file://known-networks.json',
      effect: 'in-place',
    },
    of: ['iamRoles', 'iamUsers'],
    with: [row.kind],
    evaluate: (principal, see) => {
      const verdict = networkVerdict(principal, (keys) =>
        permissionSomewhere(principal, [row.action], 'sagemaker', row.shape, see, keys),
      )
      if (verdict.status === 'not-applicable') return verdict
      return see[row.kind].some(() => true) ? verdict : notApplicable(row.none)
    },
  }),
)

/** Whether a person may do something from an address that nobody knows. */
function networkVerdict(principal: IamUser | IamRole, ask: Ask): Verdict {
  const owned = ownedByAws(principal)
  if (owned) return notApplicable(owned)
  const by = actedBy(principal)
  if (by === 'machine') return notApplicable('No person acts as this role.')
  const signedIn = by === 'person' ? WITH_MFA : {}
  if (ask(signedIn).truth === 'no') return notApplicable('It may not make such a URL.')
  const anywhere: Permission = ask({ ...signedIn, ...FROM_ANYWHERE })
  return mustNot([anywhere], 'It may make such a URL only from known networks')
}
