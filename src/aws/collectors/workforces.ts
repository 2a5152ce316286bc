import type { OidcConfigForResponse, Workforce as WorkforceRecord } from '@aws-sdk/client-sagemaker'
import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { present } from '../fields.ts'

/** Labelling workforces: the list carries all that is judged. */
export const workforces = defineCollector({
  kind: 'workforces',
  actions: ['sagemaker:ListWorkforces'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListWorkforces',
      { MaxResults: 100 },
      {
        items: (page) => page.Workforces,
        map: (raw: WorkforceRecord) =>
          present({
            ...reading.identity(
              required(raw.WorkforceName, 'WorkforceName'),
              required(raw.WorkforceArn, 'WorkforceArn'),
              raw.CreateDate,
            ),
            cidrs: raw.SourceIpConfig?.Cidrs,
            cognitoUserPool: raw.CognitoConfig?.UserPool,
            oidc: oidcOf(raw.OidcConfig),
            vpcId: raw.WorkforceVpcConfig?.VpcId,
          }),
      },
    )
    return itemsOf(reading, listed)
  },
})

function oidcOf(raw: OidcConfigForResponse | undefined) {
  if (!raw) return undefined
  const { AuthorizationEndpoint, TokenEndpoint, UserInfoEndpoint, LogoutEndpoint, JwksUri } = raw
  const endpoints = present({
    AuthorizationEndpoint,
    TokenEndpoint,
    UserInfoEndpoint,
    LogoutEndpoint,
    JwksUri,
  })
  return { issuer: raw.Issuer ?? '', endpoints: endpoints as Record<string, string> }
}
