/** How often it is looked whether the parent is still there, in milliseconds. */
const LOOK_EVERY_MS = 250

/**
 * Resolves at Ctrl-C or SIGTERM. A second Ctrl-C ends the process at once. Resolves too where npm started this process
 * and is gone: npm's shell dies of a signal without passing it on.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearInterval(looking)
      process.once('SIGINT', () => process.exit(130))
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    const parent = process.ppid
    const look = () => {
      if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) stop()
    }
    const looking = setInterval(look, LOOK_EVERY_MS)
    looking.unref()
  })
}
