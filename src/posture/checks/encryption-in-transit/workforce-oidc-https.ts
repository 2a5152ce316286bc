import { defineCheck, notApplicable, verdictOf } from '../../check.ts'

export const workforceOidcHttps = defineCheck({
  id: 'workforce-oidc-https',
  title: "OIDC endpoints of a workforce must be https on the issuer's own host",
  practice: 'encryption-in-transit',
  severity: 'medium',
  tier: 'extended',
  controls: {},
  why: 'Workers of the labelling portal sign in through these addresses. Over plain HTTP, or on a stranger’s host, somebody else can collect their codes and tokens and label in their name.',
  fix: {
    summary: 'Give the workforce https addresses of the identity provider itself.',
    console:
      'SageMaker AI console › Ground Truth › Labeling workforces › Private › OIDC identity provider › Edit.',
    cli: 'aws sagemaker update-workforce --workforce-name WORKFORCE --oidc-config file://OIDC.json',
    effect: 'in-place',
  },
  of: 'workforces',
  evaluate: ({ oidc }) => {
    if (!oidc) return notApplicable('Workers do not sign in through OIDC.')
    const host = hostOf(oidc.issuer)
    const problems = Object.entries({ Issuer: oidc.issuer, ...oidc.endpoints }).flatMap(([field, url]) => {
      if (!/^https:\/\//i.test(url)) return [`${field} is not https`]
      return hostOf(url) === host ? [] : [`${field} is on ${hostOf(url) ?? 'no host'} rather than ${host}`]
    })
    return verdictOf(problems, `All endpoints are https on ${host}`)
  },
})

function hostOf(url: string): string | undefined {
  return URL.parse(url)?.host.toLowerCase()
}
