import type { Result } from '../../base/result.ts'
import { epochSeconds } from '../../base/time.ts'
import type { Grant } from '../grant.ts'
import { type Anchor, nextAnchor, type Verification, verify } from '../record/anchor.ts'
import type { Actor } from '../rules/circumstances.ts'
import type { Decision } from '../rules/rules.ts'
import { type Answer, answer, mayAnswer, type Target } from './answering.ts'
import { type Asked, ask, extend, type MoreTime } from './asking.ts'
import type { Refused } from './move.ts'
import type { GrantsOptions } from './options.ts'
import { type Swept, sweep } from './sweep.ts'

/** Everything that can be done with grants. Each call may be repeated after a crash or a lost answer. */
export interface Grants {
  /** Under an id that was drawn for this form. Stands in `requested`; `confirm` follows where the own factor decides. */
  request(actor: Actor, id: string, asked: Asked): Promise<Result<Grant, Refused>>
  extend(actor: Actor, id: string, more: MoreTime): Promise<Result<Grant, Refused>>
  /** What the click is told before a second factor is asked for. The commit asks the same again. */
  mayAnswer(actor: Actor, target: Target, action: 'approve' | 'confirm'): Promise<Decision>
  answer(actor: Actor, target: Target, given: Answer): Promise<Result<Grant, Refused>>
  byId(id: string): Promise<Grant | undefined>
  sweep(): Promise<Swept>
  /** Where all chains stand now, kept and to be published; undefined where another process was faster. */
  anchor(): Promise<Anchor | undefined>
  /** Checks the whole record against itself, its anchors and the hash that was published last. */
  verify(publishedHash?: string): Promise<Verification>
}

/** The grants of one bot. */
export function createGrants(options: GrantsOptions): Grants {
  const { store, clock, hash } = options
  return {
    request: (actor, id, asked) => ask(options, actor, id, asked),
    extend: (actor, id, more) => extend(options, actor, id, more),
    mayAnswer: (actor, target, action) => mayAnswer(options, actor, target, action, epochSeconds(clock)),
    answer: (actor, target, given) => answer(options, actor, target, given),
    byId: (id) => store.read(id),
    sweep: () => sweep(options),
    async anchor() {
      const anchors = await store.anchors()
      const anchor = nextAnchor(await store.all(), anchors, epochSeconds(clock), hash)
      return (await store.addAnchor(anchor)) ? anchor : undefined
    },
    async verify(publishedHash) {
      // Anchors first: a grant that moves meanwhile is then newer than what it is held against.
      const anchors = await store.anchors()
      return verify(await store.all(), anchors, hash, publishedHash)
    },
  }
}
