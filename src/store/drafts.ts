import { HOUR_S } from '../base/time.ts'
import type { Briefing } from '../grants/access.ts'
import type { Draft, DraftStore } from '../grants/request/draft.ts'
import type { Table } from './table.ts'

/** An expired draft is tidied away this long after its end. */
const TIDY_AFTER = 24 * HOUR_S

/** The drafts of requests, and the briefings of those that were sent: one item each. */
export function draftsIn(table: Table): DraftStore {
  return {
    async keep(draft) {
      const key = { pk: `draft#${draft.id}`, sk: 'draft' }
      const kept = { text: JSON.stringify(draft), expiresAt: draft.expiresAt + TIDY_AFTER }
      for (;;) {
        const there = await table.get(key.pk, key.sk)
        if (there?.text !== undefined && readDraft(there.text).owner !== draft.owner) return false
        if (await table.putOver({ ...key, ...kept, rev: (there?.rev ?? 0) + 1 }, there?.rev)) return true
      }
    },
    async read(id) {
      const item = await table.get(`draft#${id}`, 'draft')
      return item?.text === undefined ? undefined : readDraft(item.text)
    },
    async brief(grantId, briefing) {
      await table.put({ pk: `briefing#${grantId}`, sk: 'briefing', text: JSON.stringify(briefing) })
    },
    async briefing(grantId) {
      const item = await table.get(`briefing#${grantId}`, 'briefing')
      return item?.text === undefined ? undefined : (JSON.parse(item.text) as Briefing)
    },
  }
}

/** Written by `keep` alone, and trusted as such. */
function readDraft(text: string): Draft {
  return JSON.parse(text) as Draft
}
