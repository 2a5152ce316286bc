import { recordsData } from '../../alarms/data-events.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { failing } from '../../verdicts/doubt.ts'

export const cloudtrailSagemakerDataEvents = defineCheck({
  id: 'cloudtrail-sagemaker-data-events',
  title: 'Inference and feature store calls should be recorded',
  practice: 'logging',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'InvokeEndpoint, GetRecord and PutRecord are data events: a plain trail never shows who asked a model or read a record. Data events are charged by the event, so think first on busy endpoints.',
  fix: {
    summary: 'Record the data events of endpoints and feature groups with advanced event selectors.',
    console:
      'CloudTrail › Trails › the trail › Data events › Edit › Add data event type › SageMaker endpoint, SageMaker feature store.',
    cli: 'aws cloudtrail put-event-selectors --trail-name TRAIL --advanced-event-selectors file://SELECTORS.json   # with eventCategory Data and resources.type AWS::SageMaker::Endpoint, AWS::SageMaker::FeatureGroup',
    effect: 'in-place',
  },
  of: 'regions',
  with: ['trails', 'endpoints', 'featureGroups'],
  evaluate: ({ region }, see) => {
    const unheard: string[] = []
    const quiet = (name: string, recorded: boolean) => !recorded && unheard.push(name) > 0
    const missing = failing(['endpoints', 'feature groups'] as const, (kind) =>
      kind === 'endpoints'
        ? !see.endpoints.some(({ name, arn }) =>
            quiet(name, recordsData({ type: 'AWS::SageMaker::Endpoint', arn, region, access: 'Any' }, see)),
          )
        : !see.featureGroups.some(({ name, arn }) =>
            quiet(
              name,
              (['ReadOnly', 'WriteOnly'] as const).every((access) =>
                recordsData({ type: 'AWS::SageMaker::FeatureGroup', arn, region, access }, see),
              ),
            ),
          ),
    )
    if (missing.length > 0)
      return fail(`No trail records the calls of ${missing.join(' and ')}, e.g. ${unheard[0] ?? ''}.`)
    const none = see.endpoints.all().length === 0 && see.featureGroups.all().length === 0
    return none
      ? notApplicable('There are no endpoints or feature groups.')
      : pass('All their calls are recorded.')
  },
})
