import { array, bool, byType, type Check, integer, oneOf, shape, str } from './check.ts'
import { id } from './objects.ts'

const longest = 40_000
const style: Check = shape({
  optional: {
    bold: bool,
    italic: bool,
    strike: bool,
    code: bool,
    underline: bool,
    highlight: bool,
    client_highlight: bool,
    unlink: bool,
  },
})
const styled = (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}) =>
  shape({ required, optional: { ...optional, style } })

const link = styled({ url: str(3000) }, { text: str(longest, 0), unsafe: bool })
const words = styled({ text: str(longest) })

const inline = byType({
  text: words,
  link,
  emoji: styled(
    { name: str(100) },
    { unicode: str(100), url: str(3000), skin_tone: integer(1, 6), display_team_id: id },
  ),
  user: styled({ user_id: id }),
  usergroup: styled({ usergroup_id: id }),
  channel: styled({ channel_id: id }),
  team: styled({ team_id: id }),
  broadcast: styled({ range: oneOf('here', 'channel', 'everyone') }),
  color: styled({ value: str(20) }),
  date: styled(
    { timestamp: integer(0, 99_999_999_999), format: str(200) },
    { url: str(3000), fallback: str(3000) },
  ),
})

const section = shape({ required: { elements: array(inline, { min: 0, max: 1000 }) } })
const border = oneOf(0, 1)

/** The content of a rich_text block. */
export const richText: Check = shape({
  required: {
    elements: array(
      byType({
        rich_text_section: section,
        rich_text_list: shape({
          required: {
            style: oneOf('bullet', 'ordered'),
            elements: array(byType({ rich_text_section: section }), { max: 1000 }),
          },
          optional: { indent: integer(0, 8), offset: integer(0, 100_000), border },
        }),
        rich_text_quote: shape({
          required: { elements: array(inline, { max: 1000 }) },
          optional: { border },
        }),
        rich_text_preformatted: shape({
          required: { elements: array(byType({ text: words, link }), { max: 1000 }) },
          optional: { border, language: str(50) },
        }),
      }),
      { max: 1000 },
    ),
  },
  optional: { block_id: id },
})
