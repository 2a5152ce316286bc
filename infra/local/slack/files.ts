import { newId, newSecret } from './ids.ts'
import type { Journal } from './journal.ts'
import type { StoredFile } from './shapes.ts'

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  yaml: 'text/yaml',
}

const mimetypeOf = (name: string): string =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

/** Uploaded files. An upload has three steps as in Slack: get an address, send the bytes there, complete. */
export const createFiles = (journal: Journal) => {
  const files = new Map<string, StoredFile>()
  for (const file of journal.loaded('files') as readonly StoredFile[]) files.set(file.id, file)
  const uploads = new Map<string, string>()
  const keep = (file: StoredFile): StoredFile => {
    files.set(file.id, file)
    if (file.completed) journal.put('files', file.id, file)
    return file
  }
  return {
    /** The new file's id and the secret part of its upload address. */
    announce: (
      name: string,
      size: number,
      user: string,
    ): { readonly id: string; readonly secret: string } => {
      const id = newId('F')
      const secret = newSecret()
      uploads.set(secret, id)
      keep({
        id,
        name,
        title: name,
        mimetype: mimetypeOf(name),
        size,
        user,
        completed: false,
        channels: [],
        content: '',
      })
      return { id, secret }
    },
    /** Takes the bytes; false when the address is unknown. */
    receive: (secret: string, bytes: Buffer): boolean => {
      const file = files.get(uploads.get(secret) ?? '')
      if (file === undefined || file.completed) return false
      keep({ ...file, size: bytes.length, content: bytes.toString('base64') })
      return true
    },
    complete: (file: StoredFile, title: string | undefined, channels: readonly string[]): StoredFile =>
      keep({ ...file, title: title ?? file.name, completed: true, channels }),
    find: (id: string): StoredFile | undefined => files.get(id),
  }
}

export type Files = ReturnType<typeof createFiles>
