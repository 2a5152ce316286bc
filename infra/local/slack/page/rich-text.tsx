import type { ReactNode } from 'react'
import { type JsonObject, object, objects, text } from '../json.ts'
import { emojiFor } from './emoji.ts'
import { keyed } from './keyed.ts'
import { ChannelMention, DateText, GroupMention, Link, UserMention } from './text.tsx'

const content = (element: JsonObject): ReactNode => {
  switch (element.type) {
    case 'text':
      return text(element.text)
    case 'link':
      return <Link url={text(element.url) ?? ''}>{text(element.text) ?? text(element.url)}</Link>
    case 'emoji':
      return emojiFor(text(element.name) ?? '') ?? `:${text(element.name)}:`
    case 'user':
      return <UserMention id={text(element.user_id) ?? ''} />
    case 'channel':
      return <ChannelMention id={text(element.channel_id) ?? ''} />
    case 'usergroup':
      return <GroupMention id={text(element.usergroup_id) ?? ''} />
    case 'broadcast':
      return <span className="mention mention-all">@{text(element.range)}</span>
    case 'color':
      return (
        <span className="swatch">
          <i
            style={{
              background: /^#[0-9a-f]{3,8}$/i.test(String(element.value)) ? String(element.value) : 'none',
            }}
          />
          {text(element.value)}
        </span>
      )
    case 'date':
      return (
        <DateText
          timestamp={Number(element.timestamp)}
          format={text(element.format) ?? ''}
          url={text(element.url)}
          fallback={text(element.fallback) ?? ''}
        />
      )
    default:
      return null
  }
}

const styled = (element: JsonObject): ReactNode => {
  const style = object(element.style)
  let node = content(element)
  if (style.code === true) node = <code className="code">{node}</code>
  if (style.strike === true) node = <s>{node}</s>
  if (style.underline === true) node = <u>{node}</u>
  if (style.italic === true) node = <em>{node}</em>
  if (style.bold === true) node = <strong>{node}</strong>
  return node
}

const Run = ({ elements }: { readonly elements: unknown }) =>
  keyed(objects(elements)).map(([key, element]) => <span key={key}>{styled(element)}</span>)

const RichList = ({ list }: { readonly list: JsonObject }) => {
  const indent = Number(list.indent ?? 0)
  const items = keyed(objects(list.elements)).map(([key, item]) => (
    <li key={key}>
      <Run elements={item.elements} />
    </li>
  ))
  const className = `rich-list indent-${indent % 3}${list.border === 1 ? ' bordered' : ''}`
  const style = { marginLeft: indent * 28 }
  return list.style === 'ordered' ? (
    <ol className={className} style={style} start={Number(list.offset ?? 0) + 1}>
      {items}
    </ol>
  ) : (
    <ul className={className} style={style}>
      {items}
    </ul>
  )
}

/** The elements of a rich_text block. */
export const RichText = ({ value }: { readonly value: unknown }) => (
  <div className="rich-text">
    {keyed(objects(object(value).elements)).map(([key, part]) => {
      switch (part.type) {
        case 'rich_text_list':
          return <RichList key={key} list={part} />
        case 'rich_text_quote':
          return (
            <blockquote key={key}>
              <Run elements={part.elements} />
            </blockquote>
          )
        case 'rich_text_preformatted':
          return (
            <pre key={key}>
              <Run elements={part.elements} />
            </pre>
          )
        default:
          return (
            <p key={key}>
              <Run elements={part.elements} />
            </p>
          )
      }
    })}
  </div>
)
