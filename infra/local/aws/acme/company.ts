import type { Json, Rec } from '../estates/estate.ts'

/** Facts of the company that its estate repeats everywhere. */
export const ACCOUNT = '111122223333'
export const PARTNER_ACCOUNT = '444455556666'
export const EU = 'eu-west-1'
export const US = 'us-east-1'

/** Moments before the estate's present, as epoch seconds. */
export interface Times {
  readonly now: number
  days(count: number): number
  hours(count: number): number
}

/** Times counted back from an epoch second. */
export const timesFrom = (now: number): Times => ({
  now,
  days: (count) => Math.round(now - count * 86_400),
  hours: (count) => Math.round(now - count * 3_600),
})

/** The ARN of one of the company's SageMaker resources. */
export const smArn = (region: string, rest: string): string =>
  `arn:aws:sagemaker:${region}:${ACCOUNT}:${rest}`

/** The ARN of one of the company's roles. */
export const roleArn = (name: string, path = '/sagemaker/'): string =>
  `arn:aws:iam::${ACCOUNT}:role${path}${name}`

/** Tags in AWS's Key and Value form. */
export const tags = (values: Record<string, string>): readonly Rec[] =>
  Object.entries(values).map(([Key, Value]) => ({ Key, Value }))

/** Text as the base64 of lifecycle scripts. */
export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** An IAM policy document. */
export const policy = (...statements: readonly Rec[]): Rec => ({
  Version: '2012-10-17',
  Statement: statements,
})

/** An Allow statement. */
export const allow = (action: Json, resource: Json = '*', condition?: Rec): Rec => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition ? { Condition: condition } : {}),
})

/** A Deny statement. */
export const deny = (action: Json, resource: Json = '*', condition?: Rec): Rec => ({
  Effect: 'Deny',
  Action: action,
  Resource: resource,
  ...(condition ? { Condition: condition } : {}),
})

/** The ids of the company's KMS keys. */
export const KEYS = {
  data: '0d5f8c1a-3b7e-4f62-9a41-5c2e7b9d1f01',
  volumes: '1e6a9d2b-4c8f-4a73-8b52-6d3f8c0e2a02',
  legacy: '2f7b0e3c-5d90-4b84-9c63-7e409d1f3b03',
  retired: '3a8c1f4d-6ea1-4c95-8d74-8f51ae204c04',
  disabled: '4b9d205e-7fb2-4da6-9e85-9062bf315d05',
  imported: '5cae316f-80c3-4eb7-8f96-a173c0426e06',
  awsSagemaker: '6dbf4270-91d4-4fc8-90a7-b284d1537f07',
  awsS3: '7ec05381-a2e5-40d9-81b8-c395e2648008',
  trail: '8fd16492-b3f6-41ea-92c9-d4a6f3759109',
  us: '90e275a3-c407-42fb-83da-e5b70486a20a',
} as const

/** The ARN of one of the company's keys. */
export const keyArn = (key: keyof typeof KEYS, region: string = EU): string =>
  `arn:aws:kms:${region}:${ACCOUNT}:key/${KEYS[key]}`

/** A key that the partner shares; only its owner may describe it. */
export const PARTNER_KEY = `arn:aws:kms:${EU}:${PARTNER_ACCOUNT}:key/a1f386b4-d518-430c-94eb-f6c81597b30b`

/** Network ids. */
export const NET = {
  vpcProd: 'vpc-0a4f19c07d3e5b261',
  vpcLab: 'vpc-0b5e28d16c4f6a372',
  vpcUs: 'vpc-0c6d37e25b507b483',
  prodA: 'subnet-01a9c8e7d6f5b4a31',
  prodB: 'subnet-02b8d7f6e5a4c3b42',
  labPublic: 'subnet-03c7e6a5f4b3d2c53',
  labNat: 'subnet-04d6f5b4a3c2e1d64',
  usA: 'subnet-05e5a4c3b2d1f0e75',
  usB: 'subnet-06f4b3d2c1e0a9f86',
  sgProd: 'sg-0711a2b3c4d5e6f07',
  sgLab: 'sg-0822b3c4d5e6f7a18',
  sgLabEgress: 'sg-0933c4d5e6f7a8b29',
  sgUs: 'sg-0a44d5e6f7a8b9c3a',
  sgDefaultProd: 'sg-0b55e6f7a8b9cad4b',
  sgDefaultLab: 'sg-0c66f7a8b9cadbe5c',
  sgDefaultUs: 'sg-0d77a8b9cadbecf6d',
  sgEndpoints: 'sg-0e88b9cadbecfda7e',
} as const

/** The VPC settings of work in the production network. */
export const IN_PROD: Rec = { SecurityGroupIds: [NET.sgProd], Subnets: [NET.prodA, NET.prodB] }
/** The VPC settings of work in the laboratory network. */
export const IN_LAB: Rec = { SecurityGroupIds: [NET.sgLab], Subnets: [NET.labPublic] }
/** The VPC settings of work in the American network. */
export const IN_US: Rec = { SecurityGroupIds: [NET.sgUs], Subnets: [NET.usA, NET.usB] }

/** Made-up secrets that say so, in the shapes that scanners look for (AWS's own samples are ones that they skip). */
export const FAKE = {
  accessKeyId: 'AKIAACMEFAKE0FAKE000',
  secretKey: 'AcmeFakeKey/NotReal/AcmeFakeKey/NotReal0',
  password: 'hunter2-not-a-real-password',
  databaseUrl: 'postgres://scoring:not-a-real-password@db.acme.example:5432/scores',
  token: 'ghp_AcmeFakeTokenAcmeFakeTokenAcmeFake00',
} as const

/** Names that break careless renderers: a mention, markup, a right-to-left mark, and the longest tag value. */
export const HOSTILE = {
  mention: '<!channel> *urgent* `rm -rf` <https://evil.example|click>',
  rtl: '\u202Eetelpmoc\u202C \u200Fallfine',
  long: 'x'.repeat(256),
} as const

/** Container images. */
export const IMAGE = {
  own: `${ACCOUNT}.dkr.ecr.${EU}.amazonaws.com/acme/scoring:2.4.1`,
  pinned: `${ACCOUNT}.dkr.ecr.${EU}.amazonaws.com/acme/scoring@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08`,
  xgboost: `141502667606.dkr.ecr.${EU}.amazonaws.com/sagemaker-xgboost:1.7-1`,
  pytorch: `763104351884.dkr.ecr.${EU}.amazonaws.com/pytorch-training:2.3.0-gpu-py311`,
  sklearn: `141502667606.dkr.ecr.${EU}.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3`,
  hub: 'docker.io/someuser/llm-server:latest',
  usXgboost: `683313688378.dkr.ecr.${US}.amazonaws.com/sagemaker-xgboost:1.7-1`,
  monitor: `468650794304.dkr.ecr.${EU}.amazonaws.com/sagemaker-model-monitor-analyzer`,
  clarify: `131013547314.dkr.ecr.${EU}.amazonaws.com/sagemaker-clarify-processing:1.0`,
} as const
