import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, createGzip, gunzip, gzip } from 'node:zlib'

/** The most characters of text in one item: DynamoDB takes 400 KB of item, keys and names included. */
export const ITEM_TEXT = 350_000

const PACK_BYTES = (ITEM_TEXT / 4) * 3

/** Up to here a record is kept as it is. No character of UTF-16 takes more than three bytes. */
const READABLE_TEXT = 50_000

/** Packs lines into texts that each fit an item. Lines must hold no line feed; a whole report is never held at once. */
export async function* packLines(lines: Iterable<string>): AsyncIterable<string> {
  const packed = Readable.from(ended(lines)).pipe(createGzip({ level: 6 }))
  let waiting: Buffer[] = []
  let size = 0
  for await (const bytes of packed as AsyncIterable<Buffer>) {
    waiting.push(bytes)
    size += bytes.length
    if (size < PACK_BYTES) continue
    const all = Buffer.concat(waiting)
    let at = 0
    for (; at + PACK_BYTES <= all.length; at += PACK_BYTES) yield all.toString('base64', at, at + PACK_BYTES)
    waiting = [all.subarray(at)]
    size = all.length - at
  }
  if (size > 0) yield Buffer.concat(waiting).toString('base64')
}

/** The lines that `packLines` packed. Throws where the texts are not all there, or in another order. */
export async function* unpackLines(texts: AsyncIterable<string>): AsyncIterable<string> {
  const source = Readable.from(bytesOf(texts))
  const lines = createGunzip()
  source.on('error', (error) => lines.destroy(error))
  source.pipe(lines).setEncoding('utf8')
  // A line can be megabytes long: its pieces are joined once, when its end is there.
  let pieces: string[] = []
  for await (const text of lines as AsyncIterable<string>) {
    const [first = '', ...more] = text.split('\n')
    pieces.push(first)
    for (const next of more) {
      yield pieces.join('')
      pieces = [next]
    }
  }
}

/** Packs a small thing into one text. */
export async function pack(value: unknown): Promise<string> {
  return (await promisify(gzip)(JSON.stringify(value))).toString('base64')
}

/** The thing that `pack` packed. */
export async function unpack(text: string): Promise<unknown> {
  return JSON.parse((await promisify(gunzip)(Buffer.from(text, 'base64'))).toString('utf8'))
}

/** The text of a record: JSON that a person can read in the table, packed where it would be long. */
export async function recordText(value: unknown): Promise<string> {
  const text = JSON.stringify(value)
  return text.length <= READABLE_TEXT ? text : await pack(value)
}

/** The record of a text that `recordText` made. Throws where it is none. */
export async function readRecordText(text: string): Promise<unknown> {
  return text.startsWith('{') ? JSON.parse(text) : await unpack(text)
}

function* ended(lines: Iterable<string>): Iterable<string> {
  for (const line of lines) yield `${line}\n`
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncIterable<Buffer> {
  for await (const text of texts) yield Buffer.from(text, 'base64')
}
