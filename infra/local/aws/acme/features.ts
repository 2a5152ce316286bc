import type { Rec } from '../estates/estate.ts'
import { EU, HOSTILE, keyArn, roleArn, smArn, type Times, tags } from './company.ts'

const group = (name: string, t: Times, over: Rec): Rec => ({
  FeatureGroupArn: smArn(EU, `feature-group/${name}`),
  FeatureGroupName: name,
  RecordIdentifierFeatureName: 'customer_id',
  EventTimeFeatureName: 'event_time',
  FeatureDefinitions: [
    { FeatureName: 'customer_id', FeatureType: 'String' },
    { FeatureName: 'event_time', FeatureType: 'Fractional' },
    { FeatureName: 'spend_30d', FeatureType: 'Fractional' },
  ],
  CreationTime: t.days(150),
  LastModifiedTime: t.days(20),
  OnlineStoreConfig: {
    EnableOnlineStore: true,
    StorageType: 'Standard',
    SecurityConfig: { KmsKeyId: keyArn('data') },
    TtlDuration: { Unit: 'Days', Value: 30 },
  },
  OfflineStoreConfig: {
    S3StorageConfig: { S3Uri: 's3://acme-feature-store-eu/offline', KmsKeyId: keyArn('data') },
    DisableGlueTableCreation: false,
  },
  RoleArn: roleArn('feature-store-exec'),
  FeatureGroupStatus: 'Created',
  NextToken: '',
  OfflineStoreStatus: { Status: 'Active' },
  ...over,
})

/** Feature groups of one Region. */
export const features = (region: string, t: Times): Record<string, Rec[]> => ({
  FeatureGroup:
    region === EU
      ? [
          group('customer-spend', t, { Tags: tags({ team: 'fraud', 'data-class': 'personal' }) }),
          group('device-fingerprints', t, {
            OnlineStoreConfig: { EnableOnlineStore: true, StorageType: 'InMemory' },
            OfflineStoreConfig: undefined,
            OfflineStoreStatus: undefined,
            Tags: tags({ team: 'fraud' }),
          }),
          group('churn-signals', t, {
            Description: HOSTILE.mention,
            OnlineStoreConfig: { EnableOnlineStore: true },
            OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://acme-lab-scratch/features' } },
            RoleArn: roleArn('datalake-notebook-exec'),
          }),
          group('loan-history', t, {
            OnlineStoreConfig: {
              EnableOnlineStore: true,
              SecurityConfig: { KmsKeyId: 'alias/aws/sagemaker' },
            },
            OfflineStoreStatus: { Status: 'Blocked', BlockedReason: 'Access to the KMS key was denied' },
            Tags: tags({ 'data-class': 'personal' }),
          }),
        ]
      : [],
  ModelPackageGroup:
    region === EU
      ? [
          {
            ModelPackageGroupName: 'fraud-scoring',
            ModelPackageGroupArn: smArn(EU, 'model-package-group/fraud-scoring'),
            ModelPackageGroupDescription: 'Approved fraud models',
            CreationTime: t.days(300),
            CreatedBy: { UserProfileName: 'alice' },
            ModelPackageGroupStatus: 'Completed',
            Tags: tags({ team: 'fraud' }),
          },
        ]
      : [],
})
