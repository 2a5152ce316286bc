import { emojiFor } from './emoji.ts'

/** A run of Slack's mrkdwn. Entities name people and places by id; who draws them decides how. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | undefined }
  | { readonly kind: 'user' | 'channel' | 'group'; readonly id: string; readonly label: string | undefined }
  | { readonly kind: 'broadcast'; readonly range: string }
  | {
      readonly kind: 'date'
      readonly timestamp: number
      readonly format: string
      readonly url: string | undefined
      readonly fallback: string
    }

/** A paragraph, a quote, or a fenced piece of code. */
export type Part =
  | { readonly kind: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'fence'; readonly text: string }

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const

const decode = (escaped: string): string =>
  escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Links of other schemes are shown as text, so that nothing can run. */
export const isSafeUrl = (url: string): boolean => /^(https?|mailto|slack):/i.test(url)

const broadcasts = new Set(['here', 'channel', 'everyone'])

const special = (inner: string): Inline | undefined => {
  const [head = '', label] = inner.split('|', 2)
  if (broadcasts.has(head)) return { kind: 'broadcast', range: head }
  if (head.startsWith('subteam^')) return { kind: 'group', id: head.slice(8), label }
  if (!head.startsWith('date^')) return undefined
  const [, seconds = '', format = '', ...url] = head.split('^')
  const fallback = decode(label ?? '')
  if (!/^\d+$/.test(seconds)) return { kind: 'text', text: fallback }
  return {
    kind: 'date',
    timestamp: Number(seconds),
    format: decode(format),
    url: url.join('^') || undefined,
    fallback,
  }
}

/** What stands between < and >. Undefined when it is none of Slack's entities. */
const entity = (inner: string): Inline | undefined => {
  const [head = '', ...rest] = inner.split('|')
  const label = rest.length > 0 ? decode(rest.join('|')) : undefined
  if (/^@[UW][A-Z0-9]+$/.test(head)) return { kind: 'user', id: head.slice(1), label }
  if (/^#[CDG][A-Z0-9]+$/.test(head)) return { kind: 'channel', id: head.slice(1), label }
  if (inner.startsWith('!')) return special(inner.slice(1))
  const url = decode(head)
  return isSafeUrl(url) ? { kind: 'link', url, label } : undefined
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)

/** Where the run that `open` starts ends; undefined when it does not start a run. */
const closing = (source: string, open: number): number | undefined => {
  const mark = source[open]
  const next = source[open + 1]
  if (isWord(source[open - 1]) || next === undefined || /\s/.test(next) || next === mark) return undefined
  for (let at = open + 2; at < source.length && source[at] !== '\n'; at += 1) {
    if (source[at] === mark && !/\s/.test(source[at - 1] ?? ' ') && !isWord(source[at + 1])) return at
  }
  return undefined
}

const lines = (text: string): readonly Inline[] =>
  decode(text)
    .split('\n')
    .flatMap((line, index): readonly Inline[] => [
      ...(index > 0 ? [{ kind: 'break' as const }] : []),
      ...(line === '' ? [] : [{ kind: 'text' as const, text: line }]),
    ])

interface Found {
  readonly node: Inline
  readonly end: number
}

const nodeAt = (source: string, at: number): Found | undefined => {
  const char = source[at]
  if (char === '`') {
    const end = source.indexOf('`', at + 1)
    const text = source.slice(at + 1, end)
    return end > at + 1 && !text.includes('\n')
      ? { node: { kind: 'code', text: decode(text) }, end }
      : undefined
  }
  if (char === '<') {
    const end = source.indexOf('>', at)
    const node = end < 0 ? undefined : entity(source.slice(at + 1, end))
    return node === undefined ? undefined : { node, end }
  }
  if (char === ':') {
    const name = /^:([a-z0-9_+-]+):/.exec(source.slice(at, at + 60))?.[1]
    const picture = name === undefined ? undefined : emojiFor(name)
    return picture === undefined || name === undefined
      ? undefined
      : { node: { kind: 'text', text: picture }, end: at + name.length + 1 }
  }
  if (char === '*' || char === '_' || char === '~') {
    const end = closing(source, at)
    return end === undefined
      ? undefined
      : { node: { kind: styles[char], children: parseInline(source.slice(at + 1, end)) }, end }
  }
  return undefined
}

/** Parses what stands inside one paragraph. */
export const parseInline = (source: string): readonly Inline[] => {
  const nodes: Inline[] = []
  let from = 0
  let at = 0
  while (at < source.length) {
    const found = nodeAt(source, at)
    if (found === undefined) {
      at += 1
      continue
    }
    nodes.push(...lines(source.slice(from, at)), found.node)
    at = found.end + 1
    from = at
  }
  return [...nodes, ...lines(source.slice(from))]
}

const paragraphs = (source: string): readonly Part[] => {
  const parts: { kind: 'paragraph' | 'quote'; text: string[] }[] = []
  for (const line of source.split('\n')) {
    const quoted = /^(&gt;|>)\s?/.exec(line)
    const kind = quoted === null ? 'paragraph' : 'quote'
    const last = parts.at(-1)
    const text = quoted === null ? line : line.slice(quoted[0].length)
    if (last?.kind === kind) last.text.push(text)
    else parts.push({ kind, text: [text] })
  }
  return parts
    .map(({ kind, text }) => ({ kind, children: parseInline(text.join('\n')) }))
    .filter(({ children }) => children.length > 0)
}

/** Parses Slack's mrkdwn as Slack draws it. Escaped characters never become mentions or links. */
export const parseMrkdwn = (source: string): readonly Part[] =>
  source.split(/```/).flatMap((piece, index, all): readonly Part[] => {
    const isFence = index % 2 === 1 && index < all.length - 1
    if (isFence) return [{ kind: 'fence', text: decode(piece.replace(/^\n|\n$/g, '')) }]
    const rest = index % 2 === 1 ? `\`\`\`${piece}` : piece
    return rest.trim() === '' ? [] : paragraphs(rest.replace(/^\n|\n$/g, ''))
  })
