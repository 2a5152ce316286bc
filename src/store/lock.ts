import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../base/result.ts'

/** Held until `release`, or until the process ends in whatever way. */
export interface Lock {
  release(): Promise<void>
}

/** Folders that this process holds: a process id alone would not tell its own stores apart. */
const held = new Set<string>()

/**
 * Takes a folder for this process, and makes it where it is missing. The error is the id of the process that has it.
 * The lock of a process that is gone, or of an earlier one with the same id, is taken over.
 */
export async function lockFolder(folder: string): Promise<Result<Lock, number>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'lock')
  if (held.has(file)) return err(process.pid)
  held.add(file)
  const mine = `${process.pid} ${await startOf(process.pid)}\n`
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 })
      return ok({
        async release() {
          await rm(file, { force: true })
          held.delete(file)
        },
      })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        held.delete(file)
        throw error
      }
      const owner = await ownerOf(file)
      if (owner !== undefined) {
        held.delete(file)
        return err(owner)
      }
      await rm(file, { force: true })
    }
  }
}

/** The living process that a lock file names, other than this one. */
async function ownerOf(file: string): Promise<number | undefined> {
  const [pid = '', start = ''] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ')
  const id = Number(pid)
  if (!Number.isInteger(id) || id <= 0 || id === process.pid || !isAlive(id)) return undefined
  const now = await startOf(id)
  return start === now ? id : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * What tells a process from an earlier one with the same id, as after a container started again: boot and start time on
 * Linux (proc(5), field 22 of stat), nothing elsewhere.
 */
async function startOf(pid: number): Promise<string> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie holds nothing any more; it only waits for its parent to notice.
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended'
    return `${boot.trim()}:${fields[19] ?? ''}`
  } catch {
    return ''
  }
}
