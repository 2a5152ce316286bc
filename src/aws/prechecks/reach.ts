import { arnName } from '../../base/arn.ts'
import type { ReachSeen } from '../../grants/request/looking.ts'
import { BEHIND_ACTIONS, rolesBehind } from './behind.ts'
import { type Look, notSeenWords } from './look.ts'
import { phrasesOf } from './phrases.ts'
import { ROLE_ACTIONS, readRole } from './role.ts'

/** What it may take to see what a grant really reaches. */
export const REACH_ACTIONS: readonly string[] = [...BEHIND_ACTIONS, ...ROLE_ACTIONS]

/** What the role behind a grant can do. What could not be seen is said, and never counts as nothing. */
export async function reachOf(look: Look): Promise<ReachSeen> {
  const { through, of, words } = look.entitlement.reach
  if (through === 'nothing' || of === null) return { roleArn: null, words, can: [], unknown: null }
  try {
    const [first, ...others] = await rolesBehind(look, of)
    if (first === undefined) return unseen(null, 'AWS names no execution role.')
    return await judged(look, first, others)
  } catch (error) {
    return unseen(null, notSeenWords(error))
  }
}

function unseen(roleArn: string | null, why: string): ReachSeen {
  return { roleArn, words: 'What it really reaches could not be seen.', can: [], unknown: why }
}

async function judged(look: Look, roleArn: string, others: readonly string[]): Promise<ReachSeen> {
  const moment = { now: look.now, regions: [look.place.region] }
  const arns = [roleArn, ...others]
  const seen = await Promise.all(
    arns.map(async (arn) => {
      try {
        return phrasesOf(await readRole(look.reading, arn), moment)
      } catch (error) {
        return { can: [], doubts: [notSeenWords(error)] }
      }
    }),
  )
  const grants = [...new Set(seen.flatMap(({ can }) => can))].slice(0, MOST_PHRASES)
  const doubts = [...new Set(seen.flatMap(({ doubts }) => doubts))]
  const runs = `It runs as ${arns.map(arnName).join(' and ')}`
  const can = grants.length > 0 ? `, which can ${grants.join('; ')}` : ', which can do nothing of weight'
  const nothingSeen = grants.length === 0 && doubts.length > 0
  const perhaps = doubts.length > 0 ? ', and perhaps more that could not be seen' : ''
  return {
    roleArn,
    words: nothingSeen ? `${runs}; what that can do could not be seen.` : `${runs}${can}${perhaps}.`,
    can: grants,
    unknown: doubts.length > 0 ? doubts.slice(0, MOST_DOUBTS).join('; ') : null,
  }
}

const MOST_PHRASES = 8
const MOST_DOUBTS = 3
