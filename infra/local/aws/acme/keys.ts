import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, KEYS, keyArn, policy, roleArn, type Times, tags, US } from './company.ts'

const OWNER: Rec = {
  Sid: 'AccountAdministers',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
}

const restricted = policy(OWNER, {
  Effect: 'Allow',
  Principal: { AWS: roleArn('fraud-training-exec') },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'],
  Resource: '*',
})

const open = policy(OWNER, { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' })

const key = (region: string, name: keyof typeof KEYS, t: Times, over: Rec = {}): Rec => ({
  KeyId: KEYS[name],
  Arn: keyArn(name, region),
  AWSAccountId: ACCOUNT,
  CreationDate: t.days(700),
  Enabled: true,
  Description: `Acme ${name}`,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: 'Enabled',
  Origin: 'AWS_KMS',
  KeyManager: 'CUSTOMER',
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
  KeyRotationEnabled: true,
  Policy: restricted,
  Tags: tags({ team: 'ml-platform' }),
  ...over,
})

const alias = (region: string, name: string, target: keyof typeof KEYS, t: Times): Rec => ({
  AliasName: `alias/${name}`,
  AliasArn: `arn:aws:kms:${region}:${ACCOUNT}:alias/${name}`,
  TargetKeyId: KEYS[target],
  CreationDate: t.days(700),
  LastUpdatedDate: t.days(700),
})

/** KMS keys and aliases of one Region: good ones, spent ones, and those that AWS manages. */
export const keys = (region: string, t: Times): Record<string, Rec[]> =>
  region === EU
    ? {
        Keys: [
          key(EU, 'data', t),
          key(EU, 'volumes', t),
          key(EU, 'trail', t),
          key(EU, 'legacy', t, {
            KeyRotationEnabled: false,
            Policy: open,
            Description: 'used by everything in 2023',
          }),
          key(EU, 'retired', t, {
            Enabled: false,
            KeyState: 'PendingDeletion',
            DeletionDate: t.days(-5),
            KeyRotationEnabled: false,
          }),
          key(EU, 'disabled', t, { Enabled: false, KeyState: 'Disabled', KeyRotationEnabled: false }),
          key(EU, 'imported', t, {
            Origin: 'EXTERNAL',
            ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
            KeyRotationEnabled: false,
          }),
          key(EU, 'awsSagemaker', t, {
            KeyManager: 'AWS',
            Tags: [],
            Description: 'Default key that protects my SageMaker data when no other key is defined',
          }),
          key(EU, 'awsS3', t, {
            KeyManager: 'AWS',
            Tags: [],
            Description: 'Default key that protects my S3 objects when no other key is defined',
          }),
        ],
        Aliases: [
          alias(EU, 'acme-ml-data', 'data', t),
          alias(EU, 'acme-ml-volumes', 'volumes', t),
          alias(EU, 'legacy-lab', 'legacy', t),
          alias(EU, 'aws/sagemaker', 'awsSagemaker', t),
          alias(EU, 'aws/s3', 'awsS3', t),
        ],
      }
    : {
        Keys: [key(US, 'us', t)],
        Aliases: [alias(US, 'acme-us-ml', 'us', t)],
      }
