import { defineCheck, fail, notApplicable, pass, type View } from '../../check.ts'
import { anySeen } from '../../verdicts/verdict-of-all.ts'

/** Kinds that hold data, code or a running machine. */
const KINDS_AT_HOME = [
  'notebooks',
  'domains',
  'endpoints',
  'models',
  'featureGroups',
  'trainingJobs',
  'processingJobs',
  'transformJobs',
  'tuningJobs',
  'pipelines',
] as const

export const resourceInApprovedRegion = defineCheck({
  id: 'resource-in-approved-region',
  title: 'SageMaker resources must be in approved Regions (data residency)',
  practice: 'compliance',
  severity: 'medium',
  tier: 'core',
  controls: { awsAi: ['AISF-GOV-02'] },
  why: 'Data in a Region that nobody approved may break the law of residency, and nobody watches that Region. Regions that are not audited are not judged: name every Region that your account has enabled.',
  fix: {
    summary:
      'Move the resources to an approved Region or delete them, and deny the rest of the Regions to the organisation.',
    console:
      'SageMaker AI console › choose the Region › delete the resources; then AWS Organizations › Policies › Service control policies › deny by aws:RequestedRegion.',
    cli: 'aws organizations create-policy --type SERVICE_CONTROL_POLICY --name APPROVED_REGIONS --description "Only approved Regions" --content file://POLICY.json',
    effect: 'recreate',
  },
  of: 'regions',
  with: KINDS_AT_HOME,
  evaluate: ({ region }, see) => {
    const { approvedRegions } = see.baseline
    if (approvedRegions.length === 0) return notApplicable('No list of approved Regions is set.')
    if (approvedRegions.includes(region)) return pass(`${region} is approved.`)
    const found: string[] = []
    const any = anySeen(KINDS_AT_HOME.map((kind) => () => holds(kind, region, see, found)))
    return any
      ? fail(`${region} is not approved and holds ${found.join(', ')}.`)
      : pass(`${region} holds no SageMaker resources.`)
  },
})

/** Whether the Region holds a resource of a kind; names the first in `found`. */
function holds(
  kind: (typeof KINDS_AT_HOME)[number],
  region: string,
  see: View<(typeof KINDS_AT_HOME)[number]>,
  found: string[],
): boolean {
  return see[kind].in(region).some(({ name }) => found.push(`${kind} ${name}`) > 0)
}
