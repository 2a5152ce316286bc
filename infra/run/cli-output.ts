import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A stream of the terminal: what `process.stdout` and `process.stderr` are. */
export type Out = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** Writes to a stream at the speed of its reader. A reader that went away (`| head`) is no error: nobody wants the rest. */
export async function writeAll(out: Out, chunks: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), out, { end: false })
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Keeps a stream that fails from ending the process with a stack; `writeAll` says what went wrong. */
export function outlive(out: Out): void {
  out.on('error', () => undefined)
}

/** A file that appears all at once, readable for its owner alone, or not at all. */
export interface PendingFile {
  /** Writes everything and puts the file in its place. */
  commit(chunks: Iterable<string>): Promise<void>
  /** Leaves no trace. After `commit` it does nothing. */
  discard(): Promise<void>
}

/** Opens a file beside `path`, so that a wrong path is known before the work starts. Throws what the system says. */
export async function openPending(path: string): Promise<PendingFile> {
  if (await isFolder(path)) throw new Error('this is a folder')
  const draft = `${path}.${process.pid}.partial`
  const file = await open(draft, 'wx', 0o600)
  let pending = true
  return {
    async commit(chunks) {
      await file.writeFile(Readable.from(chunks))
      await sync(file)
      await rename(draft, path)
      pending = false
    },
    async discard() {
      if (!pending) return
      pending = false
      await file.close()
      await rm(draft, { force: true })
    },
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() === true
}

async function sync(file: FileHandle): Promise<void> {
  await file.sync()
  await file.close()
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EPIPE' ||
      error.code === 'ERR_STREAM_PREMATURE_CLOSE' ||
      error.code === 'ERR_STREAM_DESTROYED')
  )
}
