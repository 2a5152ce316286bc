import type { WebClient } from '@slack/web-api'
import { type Clock, epochSeconds } from '../../base/time.ts'
import { personKey } from '../../grants/terms.ts'
import type { Services } from '../../services.ts'
import { fitView } from '../blocks/guard.ts'
import type { Log } from '../log.ts'
import type { Wait } from '../sending/outbox.ts'
import type { CommandLine } from '../views/help.ts'
import { homeRefused, homeTab } from '../views/home.ts'
import type { Refusal } from '../words.ts'
import { homeFacts, type SharedFacts, sharedFacts } from './facts.ts'

/** The Home tabs of everybody who opened theirs. */
export interface Homes {
  /** Shows a person their Home tab, and from now on keeps it up to date. Throws Slack's refusal. */
  show(userId: string): Promise<void>
  /** Something changed: shows it in every Home tab that is kept up to date and looks different now. Never throws. */
  refresh(): void
}

export interface HomesOptions {
  readonly client: { readonly views: Pick<WebClient['views'], 'publish'> }
  readonly services: Services
  readonly commands: readonly CommandLine[]
  readonly teamId: string
  /** Why somebody may not use the bot any more. */
  readonly refusal: (userId: string) => Promise<Refusal | undefined>
  readonly clock: Clock
  readonly wait: Wait
  readonly log: Log
}

/** Who opened their Home tab last; others see theirs anew when they open it. */
const MOST_VIEWERS = 100

/** Changes come in bursts, such as the steps of a grant: those within this time are shown together. */
const FOLD_MS = 300

export function createHomes(options: HomesOptions): Homes {
  const { client, teamId, log, clock } = options
  /** What each viewer was shown last, the one who opened theirs last at the end. */
  const shown = new Map<string, string>()
  let isStale = false
  let isBusy = false

  const viewFor = async (userId: string, shared: SharedFacts) =>
    fitView(homeTab(await homeFacts(personKey(teamId, userId), shared, options)))
  const read = () => sharedFacts(options.services, epochSeconds(clock), log)

  const refreshOne = async (userId: string, shared: SharedFacts): Promise<void> => {
    try {
      const refusal = await options.refusal(userId)
      const view = refusal === undefined ? await viewFor(userId, shared) : homeRefused(refusal)
      const drawn = JSON.stringify(view)
      if (shown.get(userId) === drawn) return
      await client.views.publish({ user_id: userId, view })
      if (refusal === undefined) shown.set(userId, drawn)
      else shown.delete(userId)
    } catch (error) {
      log.warn({ err: error, user: userId }, 'a Home tab could not be refreshed')
    }
  }

  const work = async (): Promise<void> => {
    while (isStale) {
      await options.wait(FOLD_MS)
      isStale = false
      const shared = await read()
      for (const userId of [...shown.keys()]) await refreshOne(userId, shared)
    }
  }

  return {
    async show(userId) {
      const view = await viewFor(userId, await read())
      shown.delete(userId)
      if (shown.size >= MOST_VIEWERS) shown.delete([...shown.keys()][0] ?? '')
      shown.set(userId, JSON.stringify(view))
      await client.views.publish({ user_id: userId, view })
    },
    refresh() {
      if (shown.size === 0) return
      isStale = true
      if (isBusy) return
      isBusy = true
      void work()
        .catch((error: unknown) => log.error({ err: error }, 'the Home tabs could not be refreshed'))
        .finally(() => {
          isBusy = false
        })
    },
  }
}
