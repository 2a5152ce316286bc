import { passage } from '../../alarms/trail-records.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known, Undecided } from '../../snapshot.ts'

const SOURCES = ['sagemaker', 'iam', 'sts', 'kms'].map((service) => `${service}.amazonaws.com`)

export const cloudtrailManagementEventsUnfiltered = defineCheck({
  id: 'cloudtrail-management-events-unfiltered',
  title: 'Trail selectors must not filter SageMaker, IAM, STS or KMS events out',
  practice: 'logging',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'A filter that saves a little money hides who used a key, took on a role or made a presigned URL. Presigned URLs count partly as reads, so a trail of writes alone can miss them.',
  fix: {
    summary: 'Record all management events, reads and writes, of every source.',
    console:
      'CloudTrail › Trails › the trail › Management events › Edit › Read and Write; clear "Exclude AWS KMS events".',
    cli: 'aws cloudtrail put-event-selectors --trail-name TRAIL --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":[]}]\'',
    effect: 'in-place',
  },
  of: 'trails',
  evaluate: (trail) => {
    const selectors = known(trail.selectors)
    if (!selectors.some(({ management }) => management))
      return notApplicable('It records no management events; another trail must.')
    const answers = [true, false].flatMap((readOnly) =>
      SOURCES.map((eventSource) => ({
        eventSource,
        readOnly,
        answer: passage(selectors, { eventSource, readOnly }),
      })),
    )
    const lost = answers.filter(({ answer }) => answer === 'left-out')
    if (lost.length > 0) return fail(`It leaves out ${named(lost)}.`)
    if (answers.some(({ answer }) => answer === 'narrowed'))
      throw new Undecided('It narrows its management events by finer conditions: what passes cannot be told.')
    return pass('It leaves out nothing of SageMaker, IAM, STS and KMS.')
  },
})

/** `all reads, writes of kms.amazonaws.com`: what is lost, shortly. */
function named(lost: ReadonlyArray<{ readonly eventSource: string; readonly readOnly: boolean }>): string {
  const parts = [true, false].flatMap((readOnly) => {
    const word = readOnly ? 'reads' : 'writes'
    const sources = lost.filter((one) => one.readOnly === readOnly).map((one) => one.eventSource)
    if (sources.length === 0) return []
    return sources.length === SOURCES.length ? [`all ${word}`] : [`${word} of ${sources.join(', ')}`]
  })
  return parts.join(', ')
}
