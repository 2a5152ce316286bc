import type { Service } from './service.ts'

/** AWS Security Token Service: who am I. */
export const sts: Service = {
  signingName: 'sts',
  actionPrefix: 'sts',
  dialect: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'Throttling', status: 400 },
  client: () => import('@aws-sdk/client-sts'),
  operations: {
    GetCallerIdentity: (_input, { estate, principal }) => ({
      Account: estate.account,
      Arn: principal.arn,
      UserId: principal.userId,
    }),
  },
}
