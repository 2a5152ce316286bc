import { epochSeconds } from '../../base/time.ts'
import type { Entitlement } from '../../grants/entitlement.ts'
import type { LastAudit, LookBefore, Looked, Looking } from '../../grants/request/looking.ts'
import { createClients } from '../clients.ts'
import { exists, existsActions } from './exists.ts'
import { PRECHECKS } from './index.ts'
import { found, type Look, unseen } from './look.ts'
import { mfaOn } from './mfa.ts'
import { REACH_ACTIONS, reachOf } from './reach.ts'
import { type LookOptions, openLook, REQUEST_TIMEOUT_MS } from './session.ts'

/** Looks at AWS for requests, side by side, each read once. `lastAudit` says how far audits have read. */
export function createLookBefore(options: LookOptions & { readonly lastAudit: LastAudit }): LookBefore {
  return async (entitlement, parameters, place, principal) => {
    const clients = createClients({ requestTimeoutMs: REQUEST_TIMEOUT_MS, ...options.aws })
    try {
      const reading = await openLook(options, clients, place)
      const { lastAudit } = options
      const now = epochSeconds(options.clock)
      return await lookAt({ reading, entitlement, parameters, place, principal, now, lastAudit })
    } finally {
      clients.close()
    }
  }
}

async function lookAt(look: Look): Promise<Looking> {
  const [resources, declared, mfa, reach] = await Promise.all([
    lookAtResources(look),
    lookAtDeclared(look),
    lookAtMfa(look),
    reachOf(look),
  ])
  return {
    looked: [...mfa, ...resources.map(({ looked }) => looked), ...declared],
    reach,
    resources: [...new Set(resources.flatMap(({ arn }) => arn ?? []))],
  }
}

/** Everything that was chosen. An optional parameter that was left out chooses nothing. */
function lookAtResources(look: Look) {
  const chosen = Object.entries(look.entitlement.parameters).flatMap(([about, parameter]) =>
    parameter.type === 'resource' && look.parameters[about] ? [{ about, kind: parameter.kind }] : [],
  )
  return Promise.all(
    chosen.map(async ({ about, kind }) => {
      const { finding, arn } = await exists(look, kind, about).catch((error: unknown) => ({
        finding: unseen(error),
        arn: null,
      }))
      const looked: Looked = { code: 'exists', about, stops: true, ...finding }
      return { looked, arn }
    }),
  )
}

function lookAtDeclared(look: Look): Promise<readonly Looked[]> {
  return Promise.all(
    look.entitlement.prechecks.map(async ({ code, about, stops }) => ({
      code,
      about,
      stops,
      ...(await found(() => PRECHECKS[code].look(look, about))),
    })),
  )
}

async function lookAtMfa(look: Look): Promise<readonly Looked[]> {
  if (look.principal.kind !== 'iam-user') return []
  const finding = await found(() => mfaOn.look(look, 'principal'))
  return [{ code: 'mfa-on', about: 'principal', stops: true, ...finding }]
}

/** Every IAM action that looking may need for these entitlements. GetCallerIdentity needs no permission. */
export function lookingActions(entitlements: readonly Entitlement[]): readonly string[] {
  const actions = entitlements.flatMap(({ parameters, prechecks, reach }) => [
    ...Object.values(parameters).flatMap((one) => (one.type === 'resource' ? existsActions(one.kind) : [])),
    ...prechecks.flatMap(({ code }) => PRECHECKS[code].actions),
    ...(reach.through === 'nothing' ? [] : REACH_ACTIONS),
  ])
  return [...new Set([...mfaOn.actions, ...actions])].toSorted((a, b) => a.localeCompare(b))
}
