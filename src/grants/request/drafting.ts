import { err, ok, type Result } from '../../base/result.ts'
import { epochSeconds } from '../../base/time.ts'
import type { Briefing, FormProblem, Preview, RequestForm } from '../access.ts'
import type { Rendering } from '../documents.ts'
import { renderRevision } from '../documents.ts'
import type { Entitlement, Permissions } from '../entitlement.ts'
import type { Revision } from '../grant.ts'
import type { Asked } from '../lifecycle/asking.ts'
import { modeOf, requested } from '../lifecycle/asking.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import { parameterWords } from '../parameter-words.ts'
import { permissionsHash, type RenderedGrant } from '../policy.ts'
import { canonicalJson } from '../record/canonical-json.ts'
import { whoMayApprove } from '../rules/approvers.ts'
import { type Actor, gatherFacts, principalOf } from '../rules/circumstances.ts'
import { type Place, placeIn } from '../rules/place.ts'
import { decide } from '../rules/rules.ts'
import { requestHash, type Terms, windowOf } from '../terms.ts'
import type { DraftStore } from './draft.ts'
import type { LookBefore, Looked } from './looking.ts'

/** What came of trying a rendered grant. */
export type Proved = Pick<Briefing, 'proof' | 'simulated'>

export interface DraftingOptions extends GrantsOptions, Rendering {
  readonly drafts: DraftStore
  /** Regions whose resources can be asked for. */
  readonly regions: readonly string[]
  readonly lookBefore: LookBefore
  /** Tries the documents with our own evaluator, and then asks IAM's simulator. */
  readonly prove: (rendered: RenderedGrant, entitlement: Entitlement) => Promise<Proved>
  /** What earlier grants of this kind left unused, one sentence each. */
  readonly suggestions: (terms: Terms) => Promise<readonly string[]>
}

/** A request that was checked: what to show, and what would be asked for. */
export interface Drafted {
  readonly preview: Preview
  readonly asked: Omit<Asked, 'breakGlass'>
  readonly termsHash: string
}

/**
 * Checks what was filled in: against the entitlement, AWS, the rules, and by trying what would be granted. A briefing
 * that is given spares looking and proving once more.
 */
export async function drafted(
  options: DraftingOptions,
  actor: Actor,
  id: string,
  form: RequestForm,
  known?: Briefing,
): Promise<Result<Drafted, readonly FormProblem[]>> {
  const subject = await subjectOf(options, actor, form)
  if (!subject.ok) return subject
  const { entitlement, permissions, place, draft } = subject.value
  const now = epochSeconds(options.clock)
  const { person, facts } = await gatherFacts(options, actor, draft, 'later')
  const terms: Terms = { ...draft, mode: modeOf(options, draft, form.breakGlass, facts, now) }
  const decision = decide({ action: 'ask', terms }, person, options.policy(), facts, now)
  const revision = {
    number: 1,
    terms,
    requestHash: requestHash(id, 1, terms, options.hash),
    ...(facts.entitlement
      ? requested(options, terms, facts, now)
      : { required: { groups: [], total: 1 }, lapsesAt: now }),
    askedAt: now,
    approvals: [],
    confirmation: null,
    decidedAt: null,
    window: null,
  } satisfies Revision
  const rendered = renderRevision(options, id, revision, windowOf(terms, now))
  if (!rendered)
    return err([{ field: 'entitlement', words: 'IAM would not take a grant of this size. Choose less.' }])
  const briefing = known ?? (await brief(options, terms, entitlement, place, rendered))
  const { requester: _, principal: _who, risk: _risk, mode: _mode, ...asked } = terms
  return ok({
    asked,
    termsHash: options.hash(canonicalJson(terms)),
    preview: {
      id,
      terms,
      entitlement,
      permissions: permissions.statements,
      documents: {
        trust: rendered.trust,
        permissions: rendered.permissions,
        hash: rendered.documentsHash,
      },
      briefing,
      required: revision.required,
      approvers:
        terms.mode === 'approval' ? whoMayApprove(revision, { policy: options.policy(), ...facts }) : [],
      suggestions: known ? [] : await options.suggestions(terms),
      refusals: [
        ...(decision.allowed ? [] : decision.codes),
        ...(briefing.looking.looked.some(isInTheWay) ? (['precheck-failed'] as const) : []),
        ...(briefing.proof.outcome === 'failed' ? (['proof-failed'] as const) : []),
      ],
    },
  })
}

/** What is asked for, as far as the form alone says it. */
async function subjectOf(options: DraftingOptions, actor: Actor, form: RequestForm) {
  const entitlement = options.entitlements.find(({ id }) => id === form.entitlement)
  if (!entitlement)
    return problem('entitlement', 'There is no such thing to ask for. Choose one from the list.')
  if (entitlement.off !== undefined) return problem('entitlement', `This is switched off. ${entitlement.off}`)
  const { account } = options.place
  if (!options.regions.includes(form.region))
    return problem('region', `Access is given in ${options.regions.join(', ')} alone.`)
  const principal = await principalOf(options, actor.person, account)
  if (!principal) {
    const words = `Nobody has said who you are in the AWS account ${account}. Type /sagemaker mfa: where people may link themselves, it says how; else ask whoever keeps sagewarden.yml to add you.`
    return problem('entitlement', words)
  }
  const place = placeIn(options.place, form.region)
  const read = entitlement.permissions(form.parameters, place)
  if (!read.ok) {
    return err<readonly FormProblem[]>(
      read.error.map((each) => ({
        field: `parameter:${each.parameter}`,
        words: parameterWords(entitlement, each),
      })),
    )
  }
  const { breakGlass, ...chosen } = form
  const draft: Terms = {
    ...chosen,
    requester: actor.person,
    principal,
    risk: entitlement.risk,
    mode: breakGlass ? 'break-glass' : 'approval',
    account,
    resources: read.value.resources,
    permissionsHash: permissionsHash(read.value, place, options.hash),
  }
  return ok<Subject>({ entitlement, permissions: read.value, place, draft })
}

interface Subject {
  readonly entitlement: Entitlement
  readonly permissions: Permissions
  readonly place: Place
  readonly draft: Terms
}

async function brief(
  options: DraftingOptions,
  terms: Terms,
  entitlement: Entitlement,
  place: Place,
  rendered: RenderedGrant,
): Promise<Briefing> {
  const [looking, proved, like] = await Promise.all([
    options.lookBefore(entitlement, terms.parameters, place, terms.principal),
    options.prove(rendered, entitlement),
    likeGrant(options, terms),
  ])
  return {
    looking: { ...looking, looked: [...looking.looked, like] },
    ...proved,
    at: epochSeconds(options.clock),
  }
}

/** Two grants to one thing do no harm: each ends by itself. But mostly the second one is a mistake. */
async function likeGrant({ store }: DraftingOptions, terms: Terms): Promise<Looked> {
  const open = await store.unsettled()
  const like = open.find(
    ({ state, current: { terms: other } }) =>
      state !== 'ended' &&
      other.requester === terms.requester &&
      other.entitlement === terms.entitlement &&
      other.resources.some((arn) => terms.resources.includes(arn)),
  )
  return {
    code: 'no-like-grant',
    about: '',
    outcome: like ? 'not-so' : 'ok',
    stops: false,
    words: like
      ? `You have a like grant already, or asked for one: ${like.id}. More time for that one may be what you want.`
      : 'You have no like grant.',
  }
}

function isInTheWay({ stops, outcome }: Looked): boolean {
  return stops && outcome !== 'ok'
}

function problem(field: string, words: string) {
  return err<readonly FormProblem[]>([{ field, words }])
}
