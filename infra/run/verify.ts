import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plural } from '../../src/base/time.ts'
import { type Verification, verify as verified } from '../../src/grants/record/anchor.ts'
import { SpoiltRecord } from '../../src/store/failure.ts'
import { readConfig } from './config.ts'
import { sha256 } from './granting/sha256.ts'
import { openKept } from './kept.ts'
import { createLogger } from './log.ts'

const ANCHOR_HASH = /^[0-9a-f]{64}$/
const NO_HASH =
  'That is not the hash of an anchor, which has 64 digits and letters from a to f. Copy it whole from where it was posted.'

/** `npm run cli -- verify`: exit status 0 where everything fits, 1 where something does not, 2 where nothing could be read. */
export async function verify(published: string | undefined): Promise<number> {
  const publishedHash = published?.toLowerCase()
  // A hash that was cut while copying must not look like tampering.
  if (publishedHash !== undefined && !ANCHOR_HASH.test(publishedHash)) return complain([NO_HASH])
  const config = readConfig(process.env)
  if (!config.ok) return complain(config.error)
  const { slack, stateFolder, table } = config.value
  // Where nothing is configured, the records are those of the local workspace.
  const folder = slack || table !== undefined ? stateFolder : join(stateFolder, 'local')
  if (table === undefined && !existsSync(join(folder, 'dynamodb')))
    return complain([`There are no records in ${folder}.`])
  const kept = await openKept({
    table,
    folder,
    whenLocked: 'ask',
    clock: () => Date.now(),
    logger: createLogger('warn'),
  })
  if (!kept.ok) return complain([kept.error])
  try {
    const { grants } = kept.value.store
    // Anchors first: a grant that moves meanwhile is then newer than what it is held against.
    const anchors = await grants.anchors()
    const found = verified(await grants.all(), anchors, sha256, publishedHash)
    process.stdout.write(`${verificationWords(found)}\n`)
    return found.ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof SpoiltRecord)) throw error
    process.stdout.write(
      `Does not fit: ${error.where}: the table holds something else than was written there.\n`,
    )
    return 1
  } finally {
    await kept.value.close()
  }
}

function complain(problems: readonly string[]): number {
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  return 2
}

/** What was found, in one line. */
export function verificationWords(found: Verification): string {
  if (!found.ok) {
    const { code } = found.problem
    const at = 'seq' in found.problem ? ` at event ${found.problem.seq}` : ''
    return `Does not fit: ${found.where}${at}: ${PROBLEM_WORDS[code]}.`
  }
  const { grants, events, anchors } = found
  return `All fits: ${plural(grants, 'grant')}, ${plural(events, 'event')}, ${plural(anchors, 'anchor')}.`
}

type ProblemCode = Extract<Verification, { readonly ok: false }>['problem']['code']

const PROBLEM_WORDS: Readonly<Record<ProblemCode, string>> = {
  'no-events': 'the record has no events',
  'event-does-not-fit': 'this event does not follow from those before it',
  'record-differs': 'the events are sound, but the record says something else',
  'same-id-twice': 'there are two records of this id',
  'anchor-does-not-fit':
    'the anchor does not follow from those before it, or is not the one that was published',
  'removed-since-anchor': 'an anchor knows this event, and it is gone',
  'rewritten-since-anchor': 'an anchor knows this event otherwise',
  'older-than-anchor': 'it claims to be older than an anchor that does not know it',
}
