import type { Rec } from '../estates/estate.ts'
import { EU, smArn, type Times, US } from './company.ts'

const workforce = (region: string, name: string, t: Times, over: Rec): Rec => ({
  WorkforceName: name,
  WorkforceArn: smArn(region, `workforce/private-crowd/${name}`),
  CreateDate: t.days(330),
  LastUpdatedDate: t.days(45),
  SubDomain: `${name}.labeling.${region}.sagemaker.aws`,
  Status: 'Active',
  ...over,
})

const cognito: Rec = { CognitoConfig: { UserPool: 'eu-west-1_EXAMPLE01', ClientId: 'exampleclientid0001' } }

const oidc = (base: string): Rec => ({
  OidcConfig: {
    ClientId: 'labelling',
    Issuer: base,
    AuthorizationEndpoint: `${base}/authorize`,
    TokenEndpoint: `${base}/token`,
    UserInfoEndpoint: `${base}/userinfo`,
    LogoutEndpoint: `${base}/logout`,
    JwksUri: `${base}/jwks`,
  },
})

const workforces = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        workforce(EU, 'default', t, {
          ...cognito,
          SourceIpConfig: { Cidrs: ['0.0.0.0/1', '198.51.100.0/24'] },
        }),
      ]
    : [
        workforce(US, 'radiology-readers', t, {
          ...oidc('https://login.acme.example'),
          SourceIpConfig: { Cidrs: ['198.51.100.16/28'] },
        }),
        workforce(US, 'vendor-annotators', t, oidc('http://idp.vendor.example')),
      ]

const workteam = (region: string, force: string, name: string, t: Times, over: Rec): Rec => ({
  WorkteamName: name,
  WorkteamArn: smArn(region, `workteam/private-crowd/${name}`),
  WorkforceArn: smArn(region, `workforce/private-crowd/${force}`),
  Description: `Labels for ${name}`,
  MemberDefinitions: [
    {
      CognitoMemberDefinition: {
        UserPool: 'eu-west-1_EXAMPLE01',
        UserGroup: name,
        ClientId: 'exampleclientid0001',
      },
    },
  ],
  SubDomain: `${name}.labeling.${region}.sagemaker.aws`,
  CreateDate: t.days(320),
  LastUpdatedDate: t.days(44),
  ...over,
})

const presign = (SourceIp: string, VpcSourceIp: string): Rec => ({
  WorkerAccessConfiguration: { S3Presign: { IamPolicyConstraints: { SourceIp, VpcSourceIp } } },
})

/** Labelling workforces and work teams of one Region. */
export const labelling = (region: string, t: Times): Record<string, Rec[]> => ({
  Workforce: workforces(region, t),
  Workteam:
    region === EU
      ? [
          workteam(EU, 'default', 'receipts', t, presign('Enabled', 'Disabled')),
          workteam(EU, 'default', 'support-chats', t, presign('Disabled', 'Disabled')),
        ]
      : [workteam(US, 'radiology-readers', 'x-rays', t, {})],
})
