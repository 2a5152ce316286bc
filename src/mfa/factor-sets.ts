import { err, ok, type Result } from '../base/result.ts'
import type { EpochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import type { Factor, FactorSet, FactorStore, MfaRefusal } from './ports.ts'

/** Attempts of one update. Each lost one means that another update of the same person went through. */
const MOST_TRIES = 10

/** What to do with a set: what of it becomes different, if anything, and the answer that holds once that is kept. */
export interface Change<T> {
  readonly set?: Partial<Pick<FactorSet, 'factors' | 'wrongCodes'>>
  readonly answer: Result<T, MfaRefusal>
}

/**
 * Decides on a person's factors and keeps what follows. Where another update came between, decides again on what is there
 * now; so nothing is answered before it is kept, and of two racing uses of one thing the second sees the first.
 */
export async function changeFactors<T>(
  store: FactorStore,
  owner: PersonKey,
  decide: (set: FactorSet) => Change<T> | Promise<Change<T>>,
): Promise<Result<T, MfaRefusal>> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const set = await store.read(owner)
    const change = await decide(set)
    if (change.set === undefined) return change.answer
    if (await store.write({ ...set, ...change.set, version: set.version + 1 })) return change.answer
  }
  return err('busy')
}

/** The change that alters nothing. */
export function refuse(refusal: MfaRefusal): Change<never> {
  return { answer: err(refusal) }
}

/** A person's factors with one put in the place of the one of its id. */
export function replaced(factors: readonly Factor[], factor: Factor): readonly Factor[] {
  return factors.map((each) => (each.id === factor.id ? factor : each))
}

/**
 * The factors that count: those that others were told of. A process that died before it told anybody leaves one that does
 * not count, and is gone with the next change.
 */
export function toldFactors(kept: FactorStore): FactorStore {
  return {
    write: kept.write,
    async read(owner) {
      const set = await kept.read(owner)
      return { ...set, factors: set.factors.filter(({ announcedAt }) => typeof announcedAt === 'number') }
    },
  }
}

/** Notes that others were told of a factor, which counts from then on. */
export function tellFactor(
  kept: FactorStore,
  owner: PersonKey,
  factorId: string,
  announcedAt: EpochSeconds,
): Promise<Result<Factor, MfaRefusal>> {
  return changeFactors<Factor>(kept, owner, ({ factors }) => {
    const factor = factors.find(({ id }) => id === factorId)
    if (factor === undefined) return refuse('factor-unknown')
    const told = { ...factor, announcedAt }
    return { set: { factors: replaced(factors, told) }, answer: ok(told) }
  })
}

/** Takes a factor away; whoever calls has asked for another proof first. The answer is the factor that was removed. */
export function removeFactor(
  store: FactorStore,
  owner: PersonKey,
  factorId: string,
): Promise<Result<Factor, MfaRefusal>> {
  return changeFactors<Factor>(store, owner, ({ factors }) => {
    const factor = factors.find(({ id }) => id === factorId)
    if (factor === undefined) return refuse('factor-unknown')
    return { set: { factors: factors.filter(({ id }) => id !== factorId) }, answer: ok(factor) }
  })
}
