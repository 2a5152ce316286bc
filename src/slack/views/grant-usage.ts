import { arnName, parseArn } from '../../base/arn.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { Grant, RoleRef } from '../../grants/grant.ts'
import type { Terms } from '../../grants/terms.ts'

/** Where each partition's console switches roles. */
const SIGN_IN: Readonly<Record<string, string>> = {
  aws: 'https://signin.aws.amazon.com',
  'aws-us-gov': 'https://signin.amazonaws-us-gov.com',
  'aws-cn': 'https://signin.amazonaws.cn',
}

/** The name that the console and the command line know a grant's role under. */
export function profileName({ id }: Pick<Grant, 'id'>): string {
  return `grant-${id}`
}

/**
 * The console's page to switch to the grant's role, filled in. Holds no secret: whoever opens it is themselves.
 * Source: IAM User Guide, "Switch from a user to an IAM role (console)".
 */
export function switchRoleUrl(grant: Grant, role: RoleRef): string | undefined {
  const arn = parseArn(role.arn)
  const origin = arn && SIGN_IN[arn.partition]
  if (!arn || origin === undefined || !arn.resource.startsWith('role/')) return undefined
  const query = new URLSearchParams({
    account: arn.account,
    roleName: arn.resource.slice('role/'.length),
    displayName: profileName(grant),
  })
  return `${origin}/switchrole?${query}`
}

/**
 * A profile for `~/.aws/config`. An IAM user needs a second factor for the role; its device is named like the user unless
 * somebody chose otherwise, which only they know. Others take the role from the session that they signed in to.
 */
export function profileBlock(grant: Grant, role: RoleRef): string {
  const { principal, region } = grant.current.terms
  const user = parseArn(principal.arn)
  const device =
    principal.kind === 'iam-user' && user
      ? [
          '# Your MFA device; change the name if yours has another.',
          `mfa_serial = arn:${user.partition}:iam::${user.account}:mfa/${arnName(principal.arn)}`,
        ]
      : []
  return [
    `[profile ${profileName(grant)}]`,
    `role_arn = ${role.arn}`,
    '# The profile that you sign in with.',
    'source_profile = default',
    ...device,
    `region = ${region}`,
  ].join('\n')
}

/** The entitlement's steps, with what was asked for in the places of the words in capitals. */
export function steps(grant: Grant, entitlement: Entitlement): readonly string[] {
  const { terms } = grant.current
  return entitlement.tell.map((step) =>
    step.replace(/\b[A-Z]{2,}\b/g, (placeholder, at: number) => {
      const wantsArn = step.slice(0, at).endsWith('-arn ')
      return valueFor(placeholder, terms, wantsArn) ?? placeholder
    }),
  )
}

/** Only what no shell would read as anything but itself is put into a line that people paste. */
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._:/=+@-]*$/

function valueFor(placeholder: string, terms: Terms, wantsArn: boolean): string | undefined {
  const { parameters } = terms
  const sought = placeholder.toLowerCase()
  const ids = Object.keys(parameters)
  const named = wantsArn ? undefined : ids.find((id) => id.toLowerCase() === `${sought}name`)
  const id =
    named ??
    ids.find((each) => each.toLowerCase() === sought) ??
    ids.find((each) => each.toLowerCase().endsWith(sought))
  const value = id === undefined ? domainOf(placeholder, terms) : parameters[id]
  if (value === undefined) return undefined
  const shown = wantsArn ? value : arnName(value)
  return HARMLESS.test(shown) ? shown : undefined
}

/** A user profile's ARN holds its domain. */
function domainOf(placeholder: string, { resources }: Terms): string | undefined {
  if (placeholder !== 'DOMAIN') return undefined
  return resources.map((arn) => /\/(d-[a-z0-9]+)\//.exec(arn)?.[1]).find((id) => id !== undefined)
}
