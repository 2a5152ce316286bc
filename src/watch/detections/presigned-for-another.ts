import { arnName, parseArn } from '../../base/arn.ts'
import { defineDetection, grantOf, type KnownGrant } from '../detection.ts'
import { text } from '../event.ts'

/** A link into the Studio of somebody else. */
export const presignedForAnother = defineDetection({
  id: 'presigned-for-another',
  title: 'A link into somebody else’s Studio was made',
  severity: 'medium',
  why: 'The link opens Studio as that profile, with the files and the execution role of its owner, and needs no further sign-in.',
  respond:
    'Ask the caller and the owner of the profile. If neither knows why, end the caller’s sessions and restart the profile’s apps.',
  practice: 'mfa',
  audit: 'mfa-presigned-url-conditioned',
  of: { sources: ['sagemaker.amazonaws.com'], names: ['CreatePresignedDomainUrl'] },
  detect: (event, _memory, context) => {
    const profile = text(event.asked.userProfileName)
    const { caller } = event
    if (event.errorCode !== null || profile === null || caller.service !== null) return undefined
    const grant = grantOf(event, context)
    if (grant ? covers(grant, profile) : sameName(caller.name ?? '', profile)) return undefined
    return { subject: caller.principal, on: profile }
  },
})

function covers({ resources }: KnownGrant, profile: string): boolean {
  return resources.some(
    (arn) =>
      parseArn(arn)?.resource.startsWith('user-profile/') === true &&
      arnName(arn).toLowerCase() === profile.toLowerCase(),
  )
}

/** `ana.ruiz@acme.example`, `Ana-Ruiz` and `anaruiz` are one name. */
function sameName(caller: string, profile: string): boolean {
  const plain = (name: string) =>
    name
      .split('@', 1)[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9]/g, '') ?? ''
  return plain(caller) !== '' && plain(caller) === plain(profile)
}
