import { DAY_S, HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { viaService } from '../rules/place.ts'

/** Without ListRecords, which would give every identifier at once, and without the offline store. */
export const readFeatureGroup = defineEntitlement({
  id: 'read-feature-group',
  title: 'Look up records in a feature group',
  risk: 'high',
  riskWhy:
    'Features of customers are often personal data, and no condition narrows the group to rows or columns.',
  defaultSeconds: 4 * HOUR_S,
  longestSeconds: DAY_S,
  approvals: 1,
  parameters: {
    featureGroup: { type: 'resource', kind: 'featureGroups', label: 'Feature group' },
    onlineKey: {
      type: 'resource',
      kind: 'keys',
      label: 'Key of its online store, where it has its own',
      optional: true,
    },
  },
  permissions: ({ featureGroup, onlineKey }, place) => [
    {
      sid: 'ReadRecords',
      actions: ['sagemaker:GetRecord', 'sagemaker:BatchGetRecord'],
      resources: [featureGroup.arn],
    },
    {
      sid: 'SeeSchema',
      actions: ['sagemaker:DescribeFeatureGroup', 'sagemaker:DescribeFeatureMetadata'],
      resources: [featureGroup.arn],
    },
    ...(onlineKey
      ? [
          {
            sid: 'Decrypt',
            actions: ['kms:Decrypt'],
            resources: [onlineKey.arn],
            when: { StringEquals: { 'kms:ViaService': viaService(place, 'sagemaker') } },
            forwarded: true as const,
          },
        ]
      : []),
  ],
  prechecks: [
    {
      code: 'online-store-encrypted',
      about: 'featureGroup',
      should: 'The online store should have a key of its own.',
      stops: false,
    },
    {
      code: 'data-events-on',
      about: 'featureGroup',
      should: 'A trail should record data events of feature groups; without one, reads leave no trace.',
      stops: false,
    },
  ],
  reach: { through: 'nothing', of: null, words: 'Every record of the group whose identifier is known.' },
  tell: [
    'aws sagemaker-featurestore-runtime get-record --feature-group-name GROUP --record-identifier-value-as-string ID',
  ],
  remains: null,
  trail: {
    events: ['DescribeFeatureGroup', 'DescribeFeatureMetadata'],
    dataEvents: ['GetRecord', 'BatchGetRecord'],
  },
})
