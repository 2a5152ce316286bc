/** Lets the work on one subject go one after the other, whether what went before failed or not. */
export type Turns = <T>(subject: string, task: () => Promise<T>) => Promise<T>

export function createTurns(): Turns {
  const tails = new Map<string, Promise<unknown>>()
  return (subject, task) => {
    const turn = (tails.get(subject) ?? Promise.resolve()).then(task)
    const tail = turn.then(
      () => undefined,
      () => undefined,
    )
    tails.set(subject, tail)
    void tail.then(() => tails.get(subject) === tail && tails.delete(subject))
    return turn
  }
}
