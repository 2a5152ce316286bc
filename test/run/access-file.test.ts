import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { timesFrom } from '../../infra/local/aws/acme/company.ts'
import { identityStore } from '../../infra/local/aws/acme/directory.ts'
import { iamOf } from '../../infra/local/aws/acme/people.ts'
import { acmeWorkspace } from '../../infra/local/slack/sample.ts'
import { parseAccess, readAccessFile } from '../../infra/run/access-file.ts'
import { isLinkableRole } from '../../src/aws/access/directory-user.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { ROOT } from '../support/sources.ts'

const STORE = { identityStoreId: 'd-1234567890' }

const EXAMPLE = join(ROOT, 'infra', 'local', 'sagewarden.yml')
const exampleText = readFileSync(EXAMPLE, 'utf8')

type Json = Record<string, unknown>

/** The least that a file can say, with one override by path: `rules.0.longest`. */
function aFile(change: Readonly<Record<string, unknown>> = {}): string {
  const file: Json = {
    team: 'T1A2',
    people: [{ slack: 'U1ANN' }, { slack: 'U1BEN' }, { slack: 'U1CAT' }],
    groups: { leads: { people: ['U1BEN', 'U1CAT'] }, science: { people: ['U1ANN'] } },
    rules: [{ id: 'all', for: {}, approvals: [{ group: 'leads', count: 1 }] }],
    channels: { approvals: 'C1APPROVE' },
  }
  for (const [path, value] of Object.entries(change)) {
    const parts = path.split('/')
    const last = parts.pop() ?? ''
    const parent = parts.reduce<Json>((node, part) => {
      node[part] ??= {}
      return node[part] as Json
    }, file)
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return stringify(file)
}

const settings = (text: string) => {
  const read = parseAccess(text, ENTITLEMENTS)
  if (!read.ok) throw new Error(read.error.join('\n'))
  return read.value
}

/** The problems without their lines. */
const problems = (change: Readonly<Record<string, unknown>>) => {
  const read = parseAccess(aFile(change), ENTITLEMENTS)
  return read.ok ? [] : read.error.map((sentence) => sentence.replace(/^line \d+: /, ''))
}

describe('an access file', () => {
  it('needs little, and is strict where it says nothing', () => {
    const { policy, ...rest } = settings(aFile())
    expect(rest).toEqual({
      channels: { approvals: 'C1APPROVE' },
      reminders: { afterSeconds: [] },
      switchedOn: [],
      boundary: 'sagewarden-grant-boundary',
    })
    expect(policy).toEqual({
      team: 'T1A2',
      people: [
        { slack: 'T1A2/U1ANN', principals: {} },
        { slack: 'T1A2/U1BEN', principals: {} },
        { slack: 'T1A2/U1CAT', principals: {} },
      ],
      groups: [
        { id: 'leads', people: ['T1A2/U1BEN', 'T1A2/U1CAT'] },
        { id: 'science', people: ['T1A2/U1ANN'] },
      ],
      rules: [{ id: 'all', for: {}, approvals: [{ group: 'leads', count: 1 }] }],
      longestSeconds: { low: 43_200, medium: 28_800, high: 14_400, critical: 3600 },
      factors: {
        low: ['passkey', 'totp', 'backup-code'],
        medium: ['passkey'],
        high: ['passkey'],
        critical: ['passkey'],
      },
      newFactors: { risks: ['high', 'critical'], waitSeconds: 86_400 },
      proofSeconds: 300,
      requestLapsesAfterSeconds: 14_400,
      furthestStartSeconds: 604_800,
      ticketFor: [],
      autoApprovals: [],
      revokers: [],
    })
  })

  it('says who people are in AWS', () => {
    const role =
      'arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_DS_0123456789abcdef'
    const userId = '12345678-1234-1234-1234-123456789012'
    const { policy } = settings(
      aFile({
        'people/0/aws': { '111122223333': 'arn:aws:iam::111122223333:user/x/ann' },
        'people/0/identityCenter': { userId, roles: { '222233334444': role } },
        'people/1/aws': {
          '111122223333': { user: 'arn:aws:iam::111122223333:user/ben', uniqueId: 'AIDABEN' },
        },
      }),
    )
    expect(policy.people[0]?.principals).toEqual({
      '111122223333': { kind: 'iam-user', arn: 'arn:aws:iam::111122223333:user/x/ann', uniqueId: null },
      '222233334444': { kind: 'identity-center', arn: role, userId },
    })
    expect(policy.people[1]?.principals['111122223333']).toMatchObject({ uniqueId: 'AIDABEN' })
  })

  it.each([
    [{}, {}],
    [{ linkPeople: false }, {}],
    [
      { linkPeople: true, region: 'eu-west-1' },
      { region: 'eu-west-1', linking: {} },
    ],
    [{ linkPeople: true, permissionSets: ['DS'] }, { linking: { permissionSets: ['DS'] } }],
  ])('lets people link themselves where it says so: %j', (given, meant) => {
    const { identityCenter } = settings(aFile({ identityCenter: { ...STORE, ...given } }))
    expect(identityCenter).toEqual({ ...STORE, ...meant })
  })

  it('turns times, days, rules and networks into what the policy means by them', () => {
    const { policy, ...rest } = settings(
      aFile({
        'rules/0/longest': '90m',
        'rules/0/factors': ['passkey'],
        'rules/0/askers': ['science'],
        'rules/0/approvalsInTotal': 2,
        'rules/1': { id: 'never', for: { risks: ['low', 'high'] }, deny: true },
        quietHours: { zone: 'Europe/Berlin', from: '22:05', to: '06:00', days: ['sunday', 'saturday'] },
        reminders: { after: ['1h', '15m'], escalateAfter: '2h', escalateTo: 'leads' },
        network: { vpcEndpoints: ['vpce-0123456789abcdef0'] },
        switchedOn: { 'open-mlflow': 'our servers hold nothing' },
        boundary: 'other',
        'newFactors/wait': '0s',
      }),
    )
    expect(policy.rules).toEqual([
      {
        id: 'all',
        for: {},
        askers: ['science'],
        approvals: [{ group: 'leads', count: 1 }],
        approvalsInTotal: 2,
        longestSeconds: 5400,
        factors: ['passkey'],
      },
      { id: 'never', for: { risks: ['low', 'high'] }, deny: true },
    ])
    expect(policy.quietHours).toEqual({ timeZone: 'Europe/Berlin', from: 1325, to: 360, days: [0, 6] })
    expect(policy.newFactors).toEqual({ risks: ['high', 'critical'], waitSeconds: 0 })
    expect(rest).toMatchObject({
      reminders: { afterSeconds: [900, 3600], escalateAfterSeconds: 7200, escalateTo: 'leads' },
      network: { kind: 'vpc-endpoints', ids: ['vpce-0123456789abcdef0'] },
      switchedOn: ['open-mlflow'],
      boundary: 'other',
    })
  })
})

const USER = 'arn:aws:iam::111122223333:user/ann'
const GLASS = { for: {}, askers: ['science'], longest: '1h', reviewers: ['leads'] }
const CHURN = 'arn:aws:sagemaker:eu-west-1:999999999999:endpoint/churn'

const MISTAKES: ReadonlyArray<readonly [Readonly<Record<string, unknown>>, string]> = [
  [{ team: undefined }, 'team: is missing'],
  [{ ruels: [] }, 'ruels: is not a setting: did you mean rules?'],
  [{ 'rules/0/longset': '4h' }, 'rules[0].longset: is not a setting: did you mean longest?'],
  [{ 'groups/leads/user-group': 'S1' }, 'groups.leads.user-group: is not a setting: did you mean userGroup?'],
  [{ 'rules/0/longest': '4 hours' }, 'rules[0].longest: must be a time such as 30m, 4h or 7d'],
  [{ 'rules/0/longest': 4 }, 'rules[0].longest: must be a time such as 30m, 4h or 7d'],
  [{ 'rules/0/longest': '0h' }, 'rules[0].longest: must be longer than nothing'],
  [{ requestsLapseAfter: '0h' }, 'requestsLapseAfter: must be longer than nothing'],
  [
    { 'rules/0/for/entitlements': ['invoke-endpiont'] },
    'rules[0].for.entitlements[0]: there is no entitlement “invoke-endpiont”: did you mean invoke-endpoint?',
  ],
  [
    { 'rules/0/approvals/0/group': 'lead' },
    'rules[0].approvals[0].group: there is no group “lead”: did you mean leads?',
  ],
  [
    { 'rules/0/approvals/0/group': 'constructor' },
    'rules[0].approvals[0].group: there is no group “constructor”',
  ],
  [{ 'rules/0/askers': ['sience'] }, 'rules[0].askers[0]: there is no group “sience”: did you mean science?'],
  [{ revokers: ['nobody'] }, 'revokers[0]: there is no group “nobody”'],
  [{ breakGlass: { ...GLASS, reviewers: ['x'] } }, 'breakGlass.reviewers[0]: there is no group “x”'],
  [
    { 'groups/leads/people/0': 'U1BENN' },
    'groups.leads.people[0]: “T1A2/U1BENN” is not among the people: did you mean T1A2/U1BEN?',
  ],
  [
    { 'groups/leads/people/0': 'ben' },
    'groups.leads.people[0]: must be a Slack user id such as U045EF6GH, or with its team T012AB3CD/U045EF6GH',
  ],
  [{ 'groups/leads/people/2': 'T1A2/U1BEN' }, 'groups.leads.people[2]: this person is in it twice'],
  [{ 'groups/empty': { people: [] } }, 'groups.empty.people: must not be empty'],
  [{ 'groups/leads': {} }, 'groups.leads: must have people or a userGroup, and not both'],
  [{ 'groups/leads/userGroup': 'S1LEADS' }, 'groups.leads: must have people or a userGroup, and not both'],
  [{ 'people/3': { slack: 'T1A2/U1ANN' } }, 'people[3].slack: this person is listed twice'],
  [{ 'people/3': { slack: 'T2B3/U1ANN' } }, 'people[3].slack: is of another team, which can never take part'],
  [
    { 'people/0/aws': { '11112222333': USER } },
    'people[0].aws.11112222333: its name must be a twelve-digit account id, in quotes',
  ],
  [{ 'people/0/aws': { '222233334444': USER } }, 'people[0].aws.222233334444: its ARN is of another account'],
  [
    { 'people/0/aws': { '111122223333': 'ann' } },
    'people[0].aws.111122223333: must be the ARN of an IAM user, such as arn:aws:iam::111122223333:user/ann',
  ],
  [
    {
      'people/0/aws': { '111122223333': USER },
      'people/1/aws': {
        '111122223333': USER.toUpperCase().replace('ARN:AWS:IAM', 'arn:aws:iam').replace('USER', 'user'),
      },
    },
    'people[1].aws.111122223333: U1ANN is the same somebody in AWS',
  ],
  [{ 'rules/1': { id: 'all', for: {}, deny: true } }, 'rules[1].id: another one has this id'],
  [
    { identityCenter: { identityStoreId: 'd-12345' } },
    'identityCenter.identityStoreId: must be the id of an identity store, d-…',
  ],
  [
    { identityCenter: { ...STORE, region: 'Ireland' } },
    'identityCenter.region: must be a Region such as eu-west-1',
  ],
  [{ identityCenter: { ...STORE, linkPeople: 'yes' } }, 'identityCenter.linkPeople: must be true or false'],
  [
    { identityCenter: { ...STORE, permissionSets: ['DataScience'] } },
    'identityCenter.permissionSets: says who may link themselves, and linkPeople lets nobody; leave one out',
  ],
  [
    { identityCenter: { ...STORE, linkPeople: true, permissionSets: [] } },
    'identityCenter.permissionSets: must not be empty',
  ],
  [
    { identityCenter: { ...STORE, linkPeople: true, permissionSets: ['*'] } },
    'identityCenter.permissionSets[0]: must be the name of a permission set',
  ],
  [
    { identityCenter: { ...STORE, linkPeople: true, permissionSets: ['A', 'A'] } },
    'identityCenter.permissionSets[1]: this permission set is named twice',
  ],
  [{ 'rules/0/approvals': undefined }, 'rules[0]: must have approvals, or deny: true'],
  [
    { 'rules/0/approvals/1': { group: 'leads', count: 1 } },
    'rules[0].approvals[1]: this group is there twice',
  ],
  [{ 'rules/0/deny': true }, 'rules[0].approvals: means nothing where deny is true'],
  [{ 'rules/0/deny': false }, 'rules[0].deny: must be true, or left out'],
  [{ 'rules/0/approvals/0/count': 3 }, 'rules[0].approvals[0]: 3 are needed, and 2 can approve'],
  [{ 'rules/0/approvals/0/count': 0 }, 'rules[0].approvals[0].count: must be at least 1'],
  [{ 'rules/0/approvalsInTotal': 3 }, 'rules[0].approvalsInTotal: 3 are needed, and 2 can approve'],
  [
    { 'rules/0/askers': ['science'], 'rules/0/approvals/0/group': 'science' },
    'rules[0].approvals[0]: T1A2/U1ANN may ask, and without them only 0 can approve where 1 are needed',
  ],
  [
    { 'rules/0/for': { entitlements: ['invoke-endpoint'], risks: ['critical'] } },
    'rules[0].for: it can never fit: none of these entitlements has such a risk',
  ],
  [
    { 'rules/0/for': { entitlements: ['open-mlflow'] } },
    'rules[0].for: it can never fit: all that it is for is off; see switchedOn',
  ],
  [
    { 'rules/0/for': { resources: [CHURN], accounts: ['111122223333'] } },
    'rules[0].for: it can never fit: the ARNs are of other accounts',
  ],
  [
    { 'rules/0/for': { resources: ['churn'] } },
    'rules[0].for.resources[0]: must be an ARN, in which * stands for anything',
  ],
  [{ 'rules/0/for': undefined }, 'rules[0].for: is missing'],
  [
    { 'rules/0/factors': ['totp'] },
    'rules[0].factors: nobody could approve: none of these suffices for high risk',
  ],
  [{ 'rules/0/factors': ['sms'] }, 'rules[0].factors[0]: must be one of passkey, totp, backup-code'],
  [
    { quietHours: { zone: 'Europe/Berln', from: '22:00', to: '06:00' } },
    'quietHours.zone: there is no time zone “Europe/Berln”: did you mean Europe/Berlin?',
  ],
  [
    { quietHours: { zone: 'UTC', from: '24:00', to: '06:00' } },
    'quietHours.from: must be a time of day such as "18:30"',
  ],
  [
    {
      autoApprovals: [
        { id: 'a', for: { entitlements: ['training-shell'] }, askers: ['science'], longest: '1h' },
      ],
    },
    'autoApprovals[0].for: it can never fit: all that it is for is off; see switchedOn',
  ],
  [
    { breakGlass: { ...GLASS, reviewers: ['science'] } },
    'breakGlass.reviewers: T1A2/U1ANN may ask, and without them only 0 can review where 1 are needed',
  ],
  [{ reminders: { escalateAfter: '1h' } }, 'reminders: escalateAfter and escalateTo go together'],
  [
    { reminders: { after: ['4h'] } },
    'reminders.after[0]: comes too late: the request has lapsed by then (requestsLapseAfter)',
  ],
  [
    { network: {} },
    'network: must have addresses or vpcEndpoints, and not both: AWS never shows both of one call',
  ],
  [
    { network: { addresses: ['203.0.113.7'] } },
    'network.addresses[0]: must be a CIDR such as 203.0.113.0/24',
  ],
  [
    { switchedOn: { 'open-mlflow': 'yes' } },
    'switchedOn.open-mlflow: must say why, in ten characters or more',
  ],
  [
    { switchedOn: { 'invoke-endpoint': 'we like it very much' } },
    'switchedOn.invoke-endpoint: it is not off, so leave it out',
  ],
  [
    { switchedOn: { 'open-mflow': 'we like it very much' } },
    'switchedOn.open-mflow: there is no such entitlement: did you mean open-mlflow?',
  ],
  [
    { channels: { approvals: '#approvals' } },
    'channels.approvals: must be the id of a Slack channel, such as C012AB3CD',
  ],
]

describe('a mistake in an access file', () => {
  it.each(MISTAKES)('%j is told', (change, sentence) => {
    expect(problems(change)).toContain(sentence)
  })

  it('does not hide another one, nor makes up a third', () => {
    expect(
      problems({
        longset: {},
        'rules/0/longest': '4',
        'rules/0/approvals/0/group': 'lead',
        'quietHours/zone': 'Mars/Olympus',
        'quietHours/from': '22:00',
        'quietHours/to': '6',
        'people/3': { slack: 'U1ANN' },
        revokers: ['nobody'],
      }),
    ).toEqual([
      'rules[0].longest: must be a time such as 30m, 4h or 7d',
      'quietHours.to: must be a time of day such as "18:30"',
      'longset: is not a setting: did you mean longest?',
      'people[3].slack: this person is listed twice',
      'rules[0].approvals[0].group: there is no group “lead”: did you mean leads?',
      'revokers[0]: there is no group “nobody”',
    ])
  })

  it('names the line where it is', () => {
    const text = aFile({ 'rules/0/longest': 'long' })
    const line = text.split('\n').findIndex((each) => each.includes('longest:')) + 1
    const read = parseAccess(text, ENTITLEMENTS)
    expect(read).toEqual({
      ok: false,
      error: [`line ${line}: rules[0].longest: must be a time such as 30m, 4h or 7d`],
    })
  })

  it.each([
    ['a: [', /^line 1: not YAML/],
    ['team: T1A2\nteam: T1A2\n', /^line 2: the same key twice$/],
    ['- a', /^line 1: must be settings/],
    ['', /team: is missing/],
  ])('%j is told as one', (text, sentence) => {
    const read = parseAccess(text, ENTITLEMENTS)
    expect(read.ok ? [] : read.error).toContainEqual(expect.stringMatching(sentence))
  })

  it('never repeats what may be a secret', () => {
    const secret = 'xoxb-fake-1234567890-abcdefghijklmnop'
    const texts = [
      aFile({ [secret]: secret }),
      aFile({ 'rules/0/longest': secret }),
      aFile({ 'rules/0/approvals/0/group': secret, team: secret }),
      aFile({ [`groups/${secret}`]: { people: [] } }),
      aFile({ [`switchedOn/${secret}`]: secret }),
      aFile({ 'groups/leads/people/0': secret, 'quietHours/zone': secret }),
      `team: "${secret}\n  bad`,
      `${secret}: 1\n${secret}: 2\n`,
    ]
    for (const text of texts) {
      const read = parseAccess(text, ENTITLEMENTS)
      expect(read.ok).toBe(false)
      expect(JSON.stringify(read)).not.toContain('1234567890')
    }
  })

  it('comes with the name of the file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'sagewarden-')), 'access.yml')
    expect(readAccessFile(path, ENTITLEMENTS)).toEqual({ ok: false, error: [`${path} cannot be read.`] })
    writeFileSync(path, 'team: T1\n')
    const read = readAccessFile(path, ENTITLEMENTS)
    expect(read.ok ? '' : read.error[0]).toBe(
      `${path}, line 1: team: must be the id of a Slack team, such as T012AB3CD.`,
    )
    expect(readAccessFile(EXAMPLE, ENTITLEMENTS).ok).toBe(true)
  })
})

describe('the example', () => {
  it('is right, and stays right with everything that is commented out', () => {
    expect(settings(exampleText).policy.rules).toHaveLength(4)
    const whole = exampleText
      .replaceAll(/^( *)# (- slack:|(?:network|switchedOn| {2,}\S+):)/gm, '$1$2')
      .replaceAll(/^( *)# ( {2,}\S.*)$/gm, '$1$2')
      .replace('  addresses:', '  # addresses:')
    expect(whole).not.toMatch(/^ *# *(?:network|switchedOn):/m)
    const read = settings(whole)
    expect(read.switchedOn).toEqual(['open-mlflow'])
    expect(read.network).toEqual({ kind: 'vpc-endpoints', ids: ['vpce-0123456789abcdef0'] })
    expect(read.policy.people).toHaveLength(5)
  })

  it('shows every setting that there is', () => {
    const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'infra/run/sagewarden.schema.json'), 'utf8'))
    const settingsThere = [...new Set(propertyNames(schema))]
    expect(settingsThere.length).toBeGreaterThan(50)
    const missing = settingsThere.filter((name) => !new RegExp(`(?:^|[\\s{])${name}:`, 'm').test(exampleText))
    expect(missing).toEqual([])
  })

  it('points editors to the schema, and the schema agrees with it', () => {
    const schema: object = JSON.parse(readFileSync(join(ROOT, 'infra/run/sagewarden.schema.json'), 'utf8'))
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
    expect([validate(parse(exampleText)), validate.errors]).toEqual([true, null])
    expect(validate({ ...parse(exampleText), ruels: [] })).toBe(false)
    expect(exampleText.split('\n')[0]).toBe('# yaml-language-server: $schema=../run/sagewarden.schema.json')
  })

  it('is of people, groups and channels of the local workspace, and of IAM users of the sample account', () => {
    const { policy, channels } = settings(exampleText)
    expect(policy.team).toBe(acmeWorkspace.team.id)
    const members = acmeWorkspace.people.filter(({ standing }) => ['member', 'admin'].includes(standing))
    const keys = members.map(({ id, teamId }) => `${teamId}/${id}`)
    expect(keys).toEqual(expect.arrayContaining(policy.people.map(({ slack }) => slack)))
    const groups = policy.groups.flatMap((group) => ('userGroup' in group ? [group.userGroup] : []))
    expect(acmeWorkspace.groups.map(({ id }) => id)).toEqual(expect.arrayContaining(groups))
    const places = acmeWorkspace.places.map(({ id }) => id)
    expect(places).toEqual(expect.arrayContaining(Object.values(channels)))
    const users = iamOf(timesFrom(0)).users.map(({ Arn, UserId }) => [Arn, UserId])
    for (const principal of policy.people.flatMap(({ principals }) => Object.values(principals))) {
      if (principal.kind !== 'iam-user') throw new Error('Only IAM users live in the sample account')
      const user = users.find(([arn]) => arn === principal.arn)
      expect(user?.[1]).toBe(principal.uniqueId ?? user?.[1])
      expect(user).toBeDefined()
    }
  })

  it('lets people of the sample company link themselves, with the permission set that there is', () => {
    const { identityCenter } = settings(exampleText)
    const { id, users } = identityStore()
    expect(identityCenter?.identityStoreId).toBe(id)
    const sets = identityCenter?.linking?.permissionSets ?? []
    expect(sets.length).toBeGreaterThan(0)
    expect(users.flatMap(({ roles }) => roles).filter((role) => !isLinkableRole(role, sets))).toEqual([])
  })

  it('is as a person would write it', () => {
    expect(parse(exampleText)).toMatchObject({ people: expect.any(Array), groups: expect.any(Object) })
    expect(
      exampleText.split('\n').filter((line) => line.length > 150 && !line.includes('AWSReservedSSO')),
    ).toEqual([])
  })
})

function propertyNames(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const properties = 'properties' in node && typeof node.properties === 'object' ? node.properties : {}
  return [...Object.keys(properties ?? {}), ...Object.values(node).flatMap(propertyNames)]
}
