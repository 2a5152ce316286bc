import { describe, expect, test } from 'vitest'
import { type Inline, parseInline, parseMrkdwn } from '../../../../infra/local/slack/page/mrkdwn.ts'
import { escaped, hostileName } from '../demo-blocks.ts'

const words = (text: string): Inline => ({ kind: 'text', text })

test.each<readonly [string, readonly Inline[]]>([
  ['*bold* word', [{ kind: 'bold', children: [words('bold')] }, words(' word')]],
  [
    '_it_ ~no~',
    [{ kind: 'italic', children: [words('it')] }, words(' '), { kind: 'strike', children: [words('no')] }],
  ],
  ['snake_case_name', [words('snake_case_name')]],
  ['2 * 3 * 4', [words('2 * 3 * 4')]],
  ['`a *b* &lt;c&gt;`', [{ kind: 'code', text: 'a *b* <c>' }]],
  ['*bold `code`*', [{ kind: 'bold', children: [words('bold '), { kind: 'code', text: 'code' }] }]],
  ['<@U0ANARUIZ1|ana>', [{ kind: 'user', id: 'U0ANARUIZ1', label: 'ana' }]],
  ['<#C0MLPLATF1>', [{ kind: 'channel', id: 'C0MLPLATF1', label: undefined }]],
  ['<!subteam^S0APPROVE1|@approvers>', [{ kind: 'group', id: 'S0APPROVE1', label: '@approvers' }]],
  ['<!here>', [{ kind: 'broadcast', range: 'here' }]],
  ['<https://a.b/?x=1&amp;y=2|a &amp; b>', [{ kind: 'link', url: 'https://a.b/?x=1&y=2', label: 'a & b' }]],
  [
    '<!date^1764000000^{date} at {time}|then>',
    [{ kind: 'date', timestamp: 1764000000, format: '{date} at {time}', url: undefined, fallback: 'then' }],
  ],
  [':lock: :no_such_thing:', [words('🔒'), words(' :no_such_thing:')]],
  ['a\nb', [words('a'), { kind: 'break' }, words('b')]],
])('%s', (source, nodes) => {
  expect(parseInline(source)).toEqual(nodes)
})

const kinds = (nodes: readonly Inline[]): readonly string[] =>
  nodes.flatMap((node) => ('children' in node ? [node.kind, ...kinds(node.children)] : [node.kind]))

describe('names that attack', () => {
  test('escaped text never mentions anybody and never becomes a link', () => {
    const found = kinds(parseInline(escaped(hostileName)))
    expect(found).not.toContain('broadcast')
    expect(found).not.toContain('link')
  })

  test('a link that could run something stays text', () => {
    expect(parseInline('<javascript:alert(1)|x>')).toEqual([words('<javascript:alert(1)|x>')])
  })

  test('double escaping is undone once', () => {
    expect(parseInline('&amp;lt;!channel&amp;gt;')).toEqual([words('&lt;!channel&gt;')])
  })

  test('ten thousand opening marks are read in no time', () => {
    expect(parseMrkdwn('*a '.repeat(10_000))).toHaveLength(1)
  })
})

test('quotes and fences stand apart', () => {
  expect(parseMrkdwn('before\n> said\n```\ncode *x*\n```\nafter').map(({ kind }) => kind)).toEqual([
    'paragraph',
    'quote',
    'fence',
    'paragraph',
  ])
})
