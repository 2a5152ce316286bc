import { err, ok, type Result } from '../../src/base/result.ts'
import { DAY_S, HOUR_S } from '../../src/base/time.ts'
import type {
  Access,
  Briefing,
  FormProblem,
  GrantDocuments,
  Preview,
  RequestForm,
  Standing,
} from '../../src/grants/access.ts'
import type { CallSummary, CloseOut } from '../../src/grants/ending/close-out.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { type Grant, pendingRevision, type Revision } from '../../src/grants/grant.ts'
import { createGrants } from '../../src/grants/lifecycle/lifecycle.ts'
import { permissionsPolicy } from '../../src/grants/policy/permissions-policy.ts'
import { trustPolicy } from '../../src/grants/policy/trust-policy.ts'
import { documentsHash, permissionsHash } from '../../src/grants/policy.ts'
import type { KnownResource } from '../../src/grants/request/inventory.ts'
import type { Looking } from '../../src/grants/request/looking.ts'
import type { AccessPolicy } from '../../src/grants/rules/access-policy.ts'
import { missingApprovals, whoMayApprove } from '../../src/grants/rules/approvers.ts'
import { type Actor, gatherFacts, principalOf } from '../../src/grants/rules/circumstances.ts'
import { isAutomatic } from '../../src/grants/rules/eligibility.ts'
import type { Place } from '../../src/grants/rules/place.ts'
import { decide } from '../../src/grants/rules/rules.ts'
import { ruling } from '../../src/grants/rules/ruling.ts'
import { createVouchings } from '../../src/grants/rules/vouching.ts'
import { type PersonKey, requestHash, type Terms, windowOf } from '../../src/grants/terms.ts'
import type { AccessServices, CodeRefusal, NoticePlace, OwnFactor } from '../../src/services.ts'
import { ANN, aPolicy, aProof, ENDPOINT, principalOfTest, sha256, T0 } from './grants.ts'
import { aProcess, aWorld, everything, grantIn, type World } from './grants-world.ts'
import { memoryVouchings } from './vouchings.ts'

const PLACE: Place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' }

/** What audits have kept about Acme's estate. */
export const KNOWN: readonly KnownResource[] = [
  known('endpoints', 'endpoint/churn'),
  known('endpoints', 'endpoint/churn-canary'),
  known('endpointConfigs', 'endpoint-config/churn-v3'),
  known('notebooks', 'notebook-instance/lab'),
  known('models', 'model/churn-v3'),
  known('trainingJobs', 'training-job/churn-2026-11-23'),
  known('userProfiles', 'user-profile/d-abc123/ana'),
  known('modelPackages', 'model-package/churn/7'),
]

/** Something of a kind in the account of the tests. */
export function known(kind: string, resource: string, region = 'eu-west-1'): KnownResource {
  const arn = `arn:aws:sagemaker:${region}:111122223333:${resource}`
  return { kind, arn, name: resource.split('/').at(-1) ?? '', region, account: '111122223333' }
}

/** People of the local workspace: Ana asks; Ben and Chloe lead; Chloe and Dev are security; Dev is on call. */
export const ANA: PersonKey = 'T0ACMECORP/U0ANARUIZ1'
export const BEN_CARTER: PersonKey = 'T0ACMECORP/U0BENCART1'
export const CHLOE: PersonKey = 'T0ACMECORP/U0CHLOEDU1'
const DEV: PersonKey = 'T0ACMECORP/U0DEVPATE1'

/** The policy of the tests for the people of the local workspace. */
export function anAcmePolicy(change: Partial<AccessPolicy> = {}): AccessPolicy {
  return aPolicy({
    team: 'T0ACMECORP',
    people: [ANA, BEN_CARTER, CHLOE, DEV].map((slack) => ({
      slack,
      principals: { '111122223333': principalOfTest(slack) },
    })),
    groups: [
      { id: 'leads', people: [BEN_CARTER, CHLOE] },
      { id: 'security', people: [CHLOE, DEV] },
      { id: 'on-call', people: [DEV] },
    ],
    ...change,
  })
}

export function aLooking(change: Partial<Looking> = {}): Looking {
  return {
    looked: [
      {
        code: 'exists',
        about: 'endpoint',
        outcome: 'ok',
        stops: true,
        words: 'The endpoint churn is there.',
      },
      { code: 'no-like-grant', about: '', outcome: 'ok', stops: false, words: 'You hold no grant like it.' },
      { code: 'mfa-on', about: '', outcome: 'ok', stops: true, words: 'Your IAM user has a second factor.' },
      {
        code: 'data-events-on',
        about: 'endpoint',
        outcome: 'not-so',
        stops: false,
        words: 'No trail records data events of endpoints, so its use leaves no trace.',
      },
      {
        code: 'data-capture-on',
        about: 'endpoint',
        outcome: 'unknown',
        stops: false,
        words: 'The endpoint configuration could not be read: sagemaker:DescribeEndpointConfig is missing.',
      },
    ],
    resources: [ENDPOINT],
    reach: { roleArn: null, words: '', can: [], unknown: null },
    ...change,
  }
}

export function aBriefing(change: Partial<Briefing> = {}): Briefing {
  return {
    looking: aLooking(),
    proof: {
      outcome: 'proved',
      line: 'Proved on 14 questions: allowed inside the window on what was chosen, denied everywhere else.',
      claims: ['Allowed inside the window', 'Denied one second after it', 'Denied on another ARN'],
    },
    simulated: 'IAM’s own simulator agreed on all 14.',
    at: T0,
    ...change,
  }
}

/** A preview of asking for one endpoint. */
export function aPreview(change: Partial<Preview> = {}): Preview {
  const drafted = draftOf(aForm(), ANN, 'g1')
  if (!drafted.ok) throw new Error(`the form of the tests is wrong: ${JSON.stringify(drafted.error)}`)
  const { terms, entitlement, statements } = drafted.value
  return {
    id: 'g1',
    terms,
    entitlement,
    permissions: statements,
    documents: documentsFor(terms, T0),
    briefing: aBriefing(),
    required: { groups: [{ group: 'leads', count: 1 }], total: 1 },
    approvers: [{ person: 'T1/BEN', groups: ['leads'] }],
    suggestions: [],
    refusals: [],
    ...change,
  }
}

/** A filled-in form that asks for one endpoint for an hour. */
export function aForm(change: Partial<RequestForm> = {}): RequestForm {
  return {
    entitlement: 'invoke-endpoint',
    region: 'eu-west-1',
    parameters: { endpoint: ENDPOINT },
    durationSeconds: HOUR_S,
    startsAt: null,
    reason: 'INC-42: look at the churn model',
    ticket: null,
    breakGlass: false,
    ...change,
  }
}

/** So many calls, a minute into the window. */
function aSummary(action: string, times = 1): CallSummary {
  return { action, times, firstAt: T0 + 60, lastAt: T0 + 60, resources: [ENDPOINT] }
}

export function aCloseOut(change: Partial<CloseOut> = {}): CloseOut {
  return {
    grantId: 'g1',
    entitlement: 'invoke-endpoint',
    requester: ANN,
    parameters: ['endpoint'],
    window: { startsAt: T0, endsAt: T0 + HOUR_S },
    reason: 'expired',
    granted: ['sagemaker:DescribeEndpoint', 'sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointAsync'],
    asOf: T0 + 8 * HOUR_S,
    used: [aSummary('sagemaker:DescribeEndpoint', 3)],
    besides: [],
    outside: [],
    unused: ['sagemaker:InvokeEndpointAsync'],
    notObservable: ['sagemaker:InvokeEndpoint'],
    denied: [],
    created: [],
    stillRunning: [],
    gaps: [],
    ...change,
  }
}

export function aFactor(change: Partial<OwnFactor> = {}): OwnFactor {
  return {
    id: 'key-1',
    method: 'passkey',
    label: 'Work laptop',
    enrolledAt: T0 - 30 * DAY_S,
    lastUsedAt: T0 - DAY_S,
    left: null,
    ...change,
  }
}

/** What a test may change of the fake, before or while it is used. */
export interface FakeSettings {
  known: readonly KnownResource[]
  regions: readonly string[]
  briefing: Briefing
  suggestions: readonly string[]
  /** Problems that `draft` finds beside its own. */
  problems: readonly FormProblem[]
  factors: readonly OwnFactor[]
  hasPages: boolean
  closeOut: CloseOut | undefined
  /** The code that `answerByCode` takes. */
  code: string
  codeRefusal: CodeRefusal
  /** How people link themselves; null: nobody does. */
  linking: AccessServices['linking'] | null
}

/** Temporary access without AWS: the real rules and records, over a world in memory. */
export interface FakeAccess extends AccessServices {
  /** Its clock, people, roles, kept grants and ports that can be broken. */
  readonly world: World
  readonly settings: FakeSettings
  /** What was drafted and not yet sent, by id. */
  readonly drafts: ReadonlyMap<string, RequestForm>
  /** The ways that one-time pages were asked for. */
  readonly pages: ReadonlyArray<{ readonly person: PersonKey; readonly purpose: string }>
  /** Who was shown to be confirming what, until when. */
  readonly confirmed: ReadonlyArray<{
    readonly id: string
    readonly person: PersonKey
    readonly until: number
  }>
  grant(id: string): Grant
  /** Approves as this person with a passkey, as the one-time page would. */
  approve(id: string, person: PersonKey): Promise<Result<Grant, unknown>>
}

/**
 * A fake of everything that Slack sees of temporary access. Grants are the real ones (rules, hash chain, conditional
 * moves) in a `World`; drafts are checked by the real entitlements and rules. What AWS would say is in `settings`.
 */
export function fakeAccess(
  change: Partial<FakeSettings> & { readonly policy?: AccessPolicy; readonly now?: number } = {},
): FakeAccess {
  const { policy = aPolicy(), now = T0, ...changed } = change
  const world = aWorld({ policy })
  world.now = now
  const settings: FakeSettings = {
    known: KNOWN,
    regions: ['eu-west-1'],
    briefing: aBriefing(),
    suggestions: [],
    problems: [],
    factors: [aFactor()],
    hasPages: true,
    closeOut: undefined,
    code: '123456',
    codeRefusal: { kind: 'factor', code: 'code-wrong', lockedUntil: null },
    linking: null,
    ...changed,
  }
  const options = {
    ...aProcess(world).options,
    entitlement: (id: string) => ENTITLEMENTS.find((each) => each.id === id),
  }
  const grants = createGrants(options)
  const drafts = new Map<string, RequestForm>()
  const previews = new Map<string, Preview>()
  const pages: Array<{ person: PersonKey; purpose: string }> = []
  const confirmed: Array<{ id: string; person: PersonKey; until: number }> = []
  const notices = new Map<string, readonly NoticePlace[]>()
  let ids = 0

  async function draft(actor: Actor, id: string, form: RequestForm) {
    const drafted = draftOf(form, actor.person, id)
    const problems = [...settings.problems, ...(drafted.ok ? [] : drafted.error)]
    if (problems.length > 0 || !drafted.ok) return err(problems)
    const { terms: rough, entitlement, statements } = drafted.value
    const mode = form.breakGlass ? ('break-glass' as const) : ('approval' as const)
    const { facts: before } = await gatherFacts(options, actor, { ...rough, mode }, 'later')
    const byRule = !form.breakGlass && isAutomatic(rough, world.policy, before.members, world.now)
    const terms: Terms = { ...rough, mode: byRule ? 'auto' : mode }
    const { person, facts } = await gatherFacts(options, actor, terms, 'later')
    const decision = decide({ action: 'ask', terms }, person, world.policy, facts, world.now)
    const { required } = ruling(world.policy, entitlement, terms, facts.members)
    const revision = revisionOf(id, terms, required, world.now)
    const preview: Preview = {
      id,
      terms,
      entitlement,
      permissions: statements,
      documents: documentsFor(terms, world.now),
      briefing: settings.briefing,
      required,
      approvers: whoMayApprove(revision, { policy: world.policy, ...facts }),
      suggestions: settings.suggestions,
      refusals: decision.allowed ? [] : decision.codes,
    }
    drafts.set(id, form)
    previews.set(id, preview)
    return ok(preview)
  }

  const access: Access = {
    entitlements: ENTITLEMENTS,
    account: PLACE.account,
    get regions() {
      return settings.regions
    },
    policy: () => world.policy,
    find: async (kind, typed, most) =>
      settings.known
        .filter((each) => each.kind === kind)
        .filter(({ name, arn }) => `${name} ${arn}`.toLowerCase().includes(typed.toLowerCase()))
        .slice(0, most),
    newId: () => `g${++ids}`,
    draft,
    send: async (actor, id) => {
      const preview = previews.get(id)
      if (!preview) return err({ codes: ['not-found' as const] })
      const { requester, principal, risk, mode, ...asked } = preview.terms
      drafts.delete(id)
      return grants.request(actor, id, { ...asked, breakGlass: mode === 'break-glass' })
    },
    grants,
    list: async (listing) =>
      everything(world)
        .filter((grant) => {
          if (listing.which === 'mine') return grant.current.terms.requester === listing.person
          return listing.which === 'all' || grant.state !== 'ended'
        })
        .toReversed(),
    briefing: async () => settings.briefing,
    documents: (grant) => documentsFor((grant.next ?? grant.current).terms, world.now),
    standing: async (grant): Promise<Standing> => {
      const revision = pendingRevision(grant) ?? grant.current
      const requester: Actor = { person: revision.terms.requester, place: { kind: 'private' } }
      const { facts } = await gatherFacts(options, requester, revision.terms, 'later')
      const context = { policy: world.policy, ...facts }
      return {
        missing: missingApprovals(revision, context),
        mayApprove: whoMayApprove(revision, context),
        factors: facts.entitlement
          ? ruling(world.policy, facts.entitlement, revision.terms, facts.members).factors
          : [],
      }
    },
  }

  return {
    access,
    world,
    settings,
    drafts,
    pages,
    confirmed,
    grant: (id) => grantIn(world, id),
    approve: (id, person) => {
      const grant = grantIn(world, id)
      const proof = aProof(grant, person, { at: world.now })
      const { number: revision } = pendingRevision(grant) ?? grant.current
      return grants.answer(
        { person, place: { kind: 'private' } },
        { id, revision },
        { action: 'approve', proof },
      )
    },
    factors: {
      get hasPages() {
        return settings.hasPages
      },
      factorsOf: async () => settings.factors,
      page: async (person, what) => {
        pages.push({ person, purpose: what.purpose })
        return settings.hasPages ? `https://bot.acme.example/f/${pages.length}` : undefined
      },
      answerByCode: async (actor, target, action, code) => {
        if (code !== settings.code) return err(settings.codeRefusal)
        const proof = aProof(grantIn(world, target.id), actor.person, { method: 'totp', at: world.now })
        const answered = await grants.answer(actor, target, { action, proof })
        return answered.ok ? answered : err({ kind: 'refused', refused: answered.error })
      },
    },
    notices: {
      of: async (id) => notices.get(id) ?? [],
      add: async (id, place) => {
        const there = notices.get(id) ?? []
        if (!there.some(({ channel, ts }) => channel === place.channel && ts === place.ts))
          notices.set(id, [...there, place])
      },
      remove: async (id, place) => {
        const there = notices.get(id) ?? []
        notices.set(
          id,
          there.filter(({ channel, ts }) => channel !== place.channel || ts !== place.ts),
        )
      },
    },
    ...(settings.linking && { linking: settings.linking }),
    principalOf: (person) => principalOf(options, person, PLACE.account),
    groupsOf: async (person) =>
      world.policy.groups.flatMap((group) =>
        'people' in group && group.people.includes(person) ? [group.id] : [],
      ),
    vouchings: createVouchings({
      ...options,
      store: memoryVouchings(),
      clock: () => world.now * 1000,
      newId: () => `v${++ids}`,
      account: PLACE.account,
    }),
    confirming: async (grant, person, until) => {
      confirmed.push({ id: grant.id, person, until })
    },
    closeOut: async () => settings.closeOut,
    channels: { approvals: 'C0SECAPPR1', announcements: 'C0SECAPPR1' },
  }
}

function draftOf(form: RequestForm, person: PersonKey, id: string) {
  const entitlement = ENTITLEMENTS.find((each) => each.id === form.entitlement)
  if (!entitlement)
    return err<readonly FormProblem[]>([
      { field: 'entitlement', words: `Nothing called ${form.entitlement} can be asked for.` },
    ])
  const place = { ...PLACE, region: form.region }
  const read = entitlement.permissions(form.parameters, place)
  const problems: readonly FormProblem[] = [
    ...(read.ok
      ? []
      : read.error.map(({ parameter, fault }) => ({
          field: `parameter:${parameter}`,
          words: `This is ${fault}. Choose one from the list, or paste the whole ARN.`,
        }))),
    ...(form.reason.trim() === '' ? [{ field: 'reason', words: 'Say why you need it.' }] : []),
    ...(form.durationSeconds > entitlement.longestSeconds
      ? [{ field: 'duration', words: 'That is longer than anybody may have it.' }]
      : []),
  ]
  if (!read.ok || problems.length > 0) return err(problems)
  const { breakGlass, durationSeconds, startsAt, reason, ticket, parameters, region } = form
  const terms: Terms = {
    requester: person,
    principal: principalOfTest(person),
    entitlement: entitlement.id,
    risk: entitlement.risk,
    mode: breakGlass ? 'break-glass' : 'approval',
    account: PLACE.account,
    region,
    resources: read.value.resources,
    parameters,
    permissionsHash: permissionsHash(read.value, place, sha256),
    startsAt,
    durationSeconds,
    reason,
    ticket,
  }
  return ok({ id, terms, entitlement, statements: read.value.statements })
}

function documentsFor(terms: Terms, now: number): GrantDocuments {
  const window = windowOf(terms, now)
  const entitlement = ENTITLEMENTS.find(({ id }) => id === terms.entitlement)
  const read = entitlement?.permissions(terms.parameters, { ...PLACE, region: terms.region })
  const trust = trustPolicy(terms.principal, window)
  const permissions = permissionsPolicy(read?.ok ? read.value.statements : [], undefined, window)
  return { trust, permissions, hash: documentsHash(trust, permissions, sha256) }
}

function revisionOf(id: string, terms: Terms, required: Revision['required'], now: number): Revision {
  return {
    number: 1,
    terms,
    requestHash: requestHash(id, 1, terms, sha256),
    required,
    askedAt: now,
    lapsesAt: now + 2 * HOUR_S,
    approvals: [],
    confirmation: null,
    decidedAt: null,
    window: null,
  }
}
