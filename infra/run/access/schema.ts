import { z } from 'zod'
import * as w from './words.ts'

const some = <T extends z.ZodType>(of: T) => z.array(of, 'must be a list').min(1, 'must not be empty')

const groups = (what: string) => some(w.id).describe(`Groups of this file: ${what}`)

const Scope = z
  .strictObject(
    {
      entitlements: some(w.id).optional().describe('What is asked for, by the ids of entitlements.'),
      resources: some(w.resource).optional().describe('ARNs; * stands for any run of characters.'),
      accounts: some(w.account).optional(),
      risks: some(w.risk).optional(),
    },
    'must say what it is for; {} is for anything',
  )
  .describe('What it is for: all that is given must fit. {} is for anything.')

const Person = z.strictObject({
  slack: w.person.describe('Slack user id, with or without the team: U045EF6GH or T012AB3CD/U045EF6GH.'),
  aws: z
    .record(
      w.account,
      z.union(
        [
          w.iamUser,
          z.strictObject({
            user: w.iamUser,
            uniqueId: w.text(/^AIDA[A-Z0-9]{1,124}$/, 'must be the unique id of an IAM user, AIDA…'),
          }),
        ],
        'must be the ARN of an IAM user, or its user and uniqueId',
      ),
    )
    .optional()
    .describe('The IAM user in each account, by account id in quotes.'),
  identityCenter: z
    .strictObject({
      userId: w.identityStoreUser.describe('The user id of the identity store.'),
      roles: z.record(w.account, w.reservedRole).describe('The role of the permission set in each account.'),
    })
    .optional()
    .describe('The same person in IAM Identity Center.'),
})

const Group = z
  .strictObject({
    people: some(w.person).optional().describe('Slack user ids of people of this file.'),
    userGroup: w
      .text(/^S[A-Z0-9]{2,20}$/, 'must be the id of a Slack user group, such as S012AB3CD')
      .optional()
      .describe('A Slack user group instead.'),
  })
  .describe('Listed people, or a Slack user group. Never a channel: whoever may enter it could approve.')

const Rule = z
  .strictObject({
    id: w.id,
    for: Scope,
    deny: z
      .literal(true, 'must be true, or left out')
      .optional()
      .describe('Nobody may ask for this. It wins over every other rule.'),
    askers: groups('who may ask; left out, everybody may.').optional(),
    approvals: some(
      z.strictObject({ group: w.id, count: z.int('must be a whole number').min(1, 'must be at least 1') }),
    )
      .optional()
      .describe('So many approvals from each of these groups. A person counts for one of them.'),
    approvalsInTotal: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .optional()
      .describe('Approving people in total, where that is more.'),
    longest: w.duration.optional(),
    factors: some(w.method)
      .optional()
      .describe('Second factors that suffice here; only ever fewer than those of the risk.'),
  })
  .describe('All rules that fit hold together: the strictest of each counts, so their order means nothing.')

const perRisk = <T extends z.ZodType>(of: T) =>
  z.strictObject({ low: of.optional(), medium: of.optional(), high: of.optional(), critical: of.optional() })

/** `sagewarden.yml` as it is written. What one part says of another is for `check.ts`. */
export const AccessFile = z.strictObject(
  {
    team: w
      .text(/^T[A-Z0-9]{2,20}$/, 'must be the id of a Slack team, such as T012AB3CD')
      .describe('The one Slack team that people may come from.'),
    people: some(Person).describe('Who somebody in Slack is in AWS.'),
    groups: z.record(w.id, Group).describe('Groups of people, by a name of your own.'),
    rules: some(Rule).describe(
      'Who may ask for what, and who has to approve. What no rule allows cannot be asked for.',
    ),
    channels: z.strictObject({
      approvals: w.channel.describe('Where requests are shown.'),
      announcements: w.channel
        .optional()
        .describe('Where new second factors and break-glass are announced; left out, with the approvals.'),
    }),
    reminders: z
      .strictObject({
        after: some(w.duration)
          .optional()
          .describe('When those who can approve are reminded, counted from the request.'),
        escalateAfter: w.duration.optional().describe('When the group of escalateTo is told as well.'),
        escalateTo: w.id.optional(),
      })
      .optional(),
    longest: perRisk(w.duration)
      .optional()
      .describe('The longest time for each risk. Default: 12h, 8h, 4h, 1h.'),
    factors: perRisk(some(w.method))
      .optional()
      .describe('The second factors that suffice for each risk. Default: a passkey; for low risk any.'),
    newFactors: z
      .strictObject({ risks: z.array(w.risk).optional(), wait: w.duration.optional() })
      .optional()
      .describe(
        'For these risks a factor counts only some time after it was enrolled. Default: 24h for high and critical.',
      ),
    proofLasts: w.duration.optional().describe('How old the use of a second factor may be. Default: 5m.'),
    requestsLapseAfter: w.duration.optional().describe('A request that nobody decides lapses. Default: 4h.'),
    furthestStart: w.duration.optional().describe('How far ahead access may be asked for. Default: 7d.'),
    ticketFor: z.array(w.risk).optional().describe('Risks that need a ticket.'),
    quietHours: z
      .strictObject({
        zone: w
          .text(/^[A-Za-z][\w+/-]{0,63}$/, 'must be a time zone such as Europe/Berlin')
          .describe('IANA time zone, e.g. Europe/Berlin.'),
        from: w.minuteOfDay,
        to: w.minuteOfDay,
        days: z.array(w.weekday).optional().describe('Days that are quiet as a whole.'),
      })
      .optional()
      .describe('Hours in which nothing is approved by a rule.'),
    autoApprovals: z
      .array(z.strictObject({ id: w.id, for: Scope, askers: groups('who may ask.'), longest: w.duration }))
      .optional()
      .describe(
        'Requests that need nobody else, but always the second factor of whoever asks. Not in quiet hours.',
      ),
    breakGlass: z
      .strictObject({
        for: Scope,
        askers: groups('who may use it.'),
        longest: w.duration,
        factors: some(w.method).optional().describe('Default: a passkey.'),
        reviewers: groups('who looks back at it.'),
        reviewWithin: w.duration.optional().describe('Default: 24h.'),
      })
      .optional()
      .describe(
        'Access in an emergency on one’s own second factor: announced loudly and reviewed afterwards.',
      ),
    revokers: z.array(w.id).optional().describe('Groups that may end any grant, such as on-call.'),
    network: z
      .strictObject({
        addresses: some(
          z.union([z.cidrv4(), z.cidrv6()], 'must be a CIDR such as 203.0.113.0/24'),
        ).optional(),
        vpcEndpoints: some(
          w.text(/^vpce-[0-9a-f]{8,17}$/, 'must be the id of a VPC endpoint, vpce-…'),
        ).optional(),
      })
      .optional()
      .describe('From where grants may be used: addresses or VPC endpoints, not both.'),
    switchedOn: z
      .record(w.id, z.string('must be a reason').trim().min(10, 'must say why, in ten characters or more'))
      .optional()
      .describe('Entitlements that are off by default, each with your reason to switch it on.'),
    boundary: w
      .text(/^[\w+=,.@-]{1,128}$/, 'must be the name of an IAM policy')
      .optional()
      .describe('The managed policy that bounds every grant. Default: sagewarden-grant-boundary.'),
    identityCenter: z
      .strictObject({
        identityStoreId: w.text(/^d-[0-9a-f]{10}$/, 'must be the id of an identity store, d-…'),
        region: w.region
          .optional()
          .describe('The Region of Identity Center. Default: the first one that is audited.'),
        linkPeople: z
          .boolean('must be true or false')
          .optional()
          .describe('People who are not listed may link themselves to their own user. Default: false.'),
        permissionSets: some(w.permissionSet)
          .optional()
          .describe('Names of the permission sets with which people may link. Default: any.'),
      })
      .optional()
      .describe('The identity store in which people of Identity Center are told apart.'),
  },
  'must be settings, as in the example',
)

export type AccessFile = z.infer<typeof AccessFile>

/** The text of `sagewarden.schema.json`, for editors. */
export function accessSchemaText(): string {
  const title = 'Sagewarden: who may be given temporary access to Amazon SageMaker'
  return `${JSON.stringify({ title, ...z.toJSONSchema(AccessFile, { io: 'input' }) }, null, 2)}\n`
}
