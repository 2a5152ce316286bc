import { defineCheck, fail, notApplicable, pass } from '../../check.ts'

export const featureGroupOnlineTtl = defineCheck({
  id: 'feature-group-online-ttl',
  title: 'Online records of feature groups must expire',
  practice: 'data-privacy',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Without a time to live the online store keeps the last record of everybody for ever. The offline store is another matter: it needs lifecycle rules of its own.',
  fix: {
    summary: 'Set a time to live for the online store. It applies to records written from then on.',
    console: 'SageMaker Studio › Data › Feature store › the group › Edit › Time to live.',
    cli: 'aws sagemaker update-feature-group --feature-group-name GROUP --online-store-config TtlDuration={Unit=Days,Value=DAYS}',
    effect: 'in-place',
  },
  of: 'featureGroups',
  evaluate: ({ online }) => {
    if (online === undefined) return notApplicable('It has no online store.')
    return online.ttl === undefined
      ? fail('TtlDuration is not set.')
      : pass(`Records expire after ${online.ttl}.`)
  },
})
