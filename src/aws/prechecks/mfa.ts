import { arnName } from '../../base/arn.ts'
import { allOf, type LookSpec, notSo, so } from './look.ts'

/** Of IAM users alone: the trust of a grant's role asks them for MFA. Others prove it to their identity provider. */
export const mfaOn: LookSpec = {
  actions: ['iam:ListMFADevices'],
  look: async ({ reading, principal }) => {
    const name = arnName(principal.arn)
    const devices = allOf(
      await reading.pages(
        'iam',
        'ListMFADevices',
        { UserName: name },
        { items: (page) => page.MFADevices, map: (device) => device.SerialNumber },
      ),
    )
    if (devices.length > 0) return so(`IAM user ${name} has an MFA device.`)
    return notSo(
      `IAM user ${name} has no MFA device in AWS, and could not use the grant. Register one first.`,
    )
  },
}
