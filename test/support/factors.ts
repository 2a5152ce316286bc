import { createHash } from 'node:crypto'
import { createBackupCodes } from '../../src/mfa/backup-codes.ts'
import { createChallenges } from '../../src/mfa/challenges.ts'
import { createLinks } from '../../src/mfa/links.ts'
import { createPasskeys } from '../../src/mfa/passkey.ts'
import type {
  Challenge,
  ChallengeStore,
  FactorSet,
  FactorStore,
  Link,
  LinkStore,
  RandomBytes,
} from '../../src/mfa/ports.ts'
import type { RelyingParty } from '../../src/mfa/relying-party.ts'
import { createSealer } from '../../src/mfa/sealing.ts'
import { createTotp } from '../../src/mfa/totp.ts'
import { NO_WRONG_CODES } from '../../src/mfa/wrong-codes.ts'
import { T0 } from './grants.ts'

/** The second factors of a test, over stores in memory, with a clock that the test moves. */
export type Factors = ReturnType<typeof someFactors>

export const LOCALHOST: RelyingParty = { id: 'localhost', origin: 'http://localhost:8080' }

/** Bytes that look random and are the same in each run. */
export function seededBytes(seed: string): RandomBytes {
  let count = 0
  return (length) => createHash('shake256', { outputLength: length }).update(`${seed} ${count++}`).digest()
}

/** Factors in memory: kept as text, and moved only by the condition that the port states. */
export function memoryFactors(): FactorStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>()
  const kept = (owner: FactorSet['owner']): FactorSet => {
    const text = texts.get(owner)
    return text === undefined
      ? { owner, version: 0, factors: [], wrongCodes: NO_WRONG_CODES }
      : JSON.parse(text)
  }
  return {
    texts,
    read: async (owner) => kept(owner),
    write: async (set) => {
      await Promise.resolve()
      if (kept(set.owner).version !== set.version - 1) return false
      texts.set(set.owner, JSON.stringify(set))
      return true
    },
  }
}

/** Challenges in memory. */
function memoryChallenges(): ChallengeStore {
  const all = new Map<string, Challenge>()
  const used = new Set<string>()
  return {
    put: async (challenge) => {
      if (all.has(challenge.id)) throw new Error('this challenge is there already')
      all.set(challenge.id, challenge)
    },
    read: async (id) => all.get(id),
    use: async (id, now) => {
      await Promise.resolve()
      const challenge = all.get(id)
      if (challenge === undefined || used.has(id) || now >= challenge.expiresAt) return false
      used.add(id)
      return true
    },
  }
}

/** Links in memory. */
function memoryLinks(): LinkStore {
  const all = new Map<string, Link>()
  const used = new Map<string, number>()
  return {
    put: async (link) => {
      if (all.has(link.id)) throw new Error('this link is there already')
      all.set(link.id, link)
    },
    read: async (id) => {
      const link = all.get(id)
      return link && { link, usedAt: used.get(id) ?? null }
    },
    use: async (id, now) => {
      await Promise.resolve()
      const link = all.get(id)
      if (link === undefined || used.has(id) || now >= link.expiresAt) return false
      used.set(id, now)
      return true
    },
  }
}

/** All methods of one deployment. `time.now` is in epoch seconds. `counting`: those factors that the methods see. */
export function someFactors(
  change: {
    readonly relyingParty?: RelyingParty
    readonly seed?: string
    readonly counting?: (kept: FactorStore) => FactorStore
  } = {},
) {
  const { relyingParty = LOCALHOST, seed = 'test', counting = (kept) => kept } = change
  const time = { now: T0 }
  const clock = () => time.now * 1000
  const random = seededBytes(seed)
  const factors = memoryFactors()
  const challenges = createChallenges({ store: memoryChallenges(), clock, random })
  const common = { factors: counting(factors), challenges, clock, random }
  return {
    time,
    clock,
    random,
    relyingParty,
    factors,
    keptFactors: factors,
    challenges,
    links: createLinks({ store: memoryLinks(), clock, random }),
    passkeys: createPasskeys({ ...common, relyingParty }),
    totp: createTotp({ ...common, sealer: createSealer(random(32), random) }),
    backupCodes: createBackupCodes({ ...common, cost: 1024 }),
  }
}
