import { describe, expect, it } from 'vitest'
import { html, typed, visible } from '../../../src/mfa/pages/html.ts'

describe('a piece of a page', () => {
  it.each([
    ['a script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['an attribute that ends early', '" onload="x', '&quot; onload=&quot;x'],
    ['single quotes', "' x='", '&#39; x=&#39;'],
    ['an entity', '&lt;', '&amp;lt;'],
  ])('shows %s as text', (_, text, markup) => {
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(`<p title="${markup}">${markup}</p>`)
  })

  it('keeps its own markup, follows lists, and leaves out what is absent', () => {
    const parts = [html`<b>a</b>`, 'b<', 3, null, undefined, false, [html`<i>c</i>`]] as const
    expect(html`<p>${parts}</p>`.markup).toBe('<p><b>a</b>b&lt;3<i>c</i></p>')
  })
})

describe('a typed text', () => {
  it.each([
    ['right-to-left override', 'a\u202Egpj.exe', 'a[U+202E]gpj.exe'],
    ['isolates', '\u2066x\u2069', '[U+2066]x[U+2069]'],
    ['zero width space in an ARN', 'role/a\u200Bdmin', 'role/a[U+200B]dmin'],
    ['joiner between ASCII letters', 'ad\u200Dmin', 'ad[U+200D]min'],
    ['tags', 'x\u{E0041}', 'x[U+E0041]'],
    ['bell', 'x\u0007', 'x[U+0007]'],
    ['half a surrogate pair', 'x\uD83D', 'x[U+D83D]'],
    ['line separator', 'x\u2028y', 'x[U+2028]y'],
  ])('names a %s instead of obeying it', (_, text, shown) => {
    expect(visible(text)).toBe(shown)
    expect(typed(text).markup).toBe(`<bdi>${shown}</bdi>`)
  })

  it.each(['two\nlines\tand a tab', '👩\u200D💻', 'می\u200Cخواهم', 'Ünï çødé', 'שלום'])(
    'leaves %j as it is',
    (text) => {
      expect(visible(text)).toBe(text)
    },
  )
})
