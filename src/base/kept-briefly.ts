import { type Clock, epochSeconds } from './time.ts'

/** Answers that are kept at once; whatever was asked longest ago goes first. */
const MOST = 1000

/**
 * The same read, whose answer is good for so many seconds: asked again within them, it is not read again. Two who ask at
 * once share one read. A read that fails is not kept. `nameOf` tells questions apart.
 */
export function keptBriefly<Q, A>(
  read: (question: Q) => Promise<A>,
  { seconds, clock, nameOf }: { seconds: number; clock: Clock; nameOf: (question: Q) => string },
): (question: Q) => Promise<A> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<A> }>()
  return (question) => {
    const name = nameOf(question)
    const now = epochSeconds(clock)
    const found = kept.get(name)
    if (found && now >= found.at && now < found.at + seconds) return found.answer
    const answer = read(question)
    kept.delete(name)
    kept.set(name, { at: now, answer })
    if (kept.size > MOST) kept.delete([...kept.keys()][0] ?? '')
    answer.catch(() => {
      if (kept.get(name)?.answer === answer) kept.delete(name)
    })
    return answer
  }
}
