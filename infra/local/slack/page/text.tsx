import { Fragment, type ReactNode } from 'react'
import { isObject, object, text as textOf } from '../json.ts'
import { formatSlackDate } from './dates.ts'
import { withEmoji } from './emoji.ts'
import { keyed } from './keyed.ts'
import { type Inline, isSafeUrl, parseMrkdwn } from './mrkdwn.ts'
import { personById, useWorkspace } from './workspace-context.ts'

/** A link that opens elsewhere; text when its scheme could run something. */
export const Link = ({ url, children }: { readonly url: string; readonly children: ReactNode }) =>
  isSafeUrl(url) ? (
    <a className="link" href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )

export const UserMention = ({ id }: { readonly id: string }) => {
  const { state } = useWorkspace()
  const name = personById(state, id)?.handle ?? (id === state.app.botUserId ? state.app.name : 'unknown')
  return <span className={id === state.me.id ? 'mention mention-me' : 'mention'}>@{name}</span>
}

export const ChannelMention = ({ id }: { readonly id: string }) => {
  const { state, go } = useWorkspace()
  const place = state.places.find((each) => each.id === id)
  if (place === undefined) return <span className="mention">🔒 private-channel</span>
  return (
    <button type="button" className="mention mention-link" onClick={() => go({ kind: 'place', id })}>
      {place.kind === 'private' ? '🔒' : '#'}
      {place.name}
    </button>
  )
}

export const GroupMention = ({ id, label }: { readonly id: string; readonly label?: string | undefined }) => {
  const { state } = useWorkspace()
  const group = state.groups.find((each) => each.id === id)
  const isMine = group?.members.includes(state.me.id) ?? false
  return (
    <span className={isMine ? 'mention mention-me' : 'mention'}>
      @{group?.handle ?? label?.replace(/^@/, '') ?? 'group'}
    </span>
  )
}

export const DateText = ({
  timestamp,
  format,
  url,
  fallback,
}: {
  readonly timestamp: number
  readonly format: string
  readonly url?: string | undefined
  readonly fallback: string
}) => {
  const { state, now } = useWorkspace()
  const words = formatSlackDate(timestamp, format, { tz: state.me.tz, now })
  return (
    <time dateTime={new Date(timestamp * 1000).toISOString()} title={fallback}>
      {url === undefined ? words : <Link url={url}>{words}</Link>}
    </time>
  )
}

const InlineNode = ({ node }: { readonly node: Inline }): ReactNode => {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'break':
      return <br />
    case 'bold':
      return <Inlines as="strong" nodes={node.children} />
    case 'italic':
      return <Inlines as="em" nodes={node.children} />
    case 'strike':
      return <Inlines as="s" nodes={node.children} />
    case 'code':
      return <code className="code">{node.text}</code>
    case 'link':
      return <Link url={node.url}>{node.label ?? node.url}</Link>
    case 'user':
      return <UserMention id={node.id} />
    case 'channel':
      return <ChannelMention id={node.id} />
    case 'group':
      return <GroupMention id={node.id} label={node.label} />
    case 'broadcast':
      return <span className="mention mention-all">@{node.range}</span>
    case 'date':
      return <DateText {...node} />
  }
}

const Inlines = ({
  nodes,
  as: Tag,
}: {
  readonly nodes: readonly Inline[]
  readonly as: 'strong' | 'em' | 's' | 'p' | 'blockquote'
}) => (
  <Tag>
    {keyed(nodes).map(([key, node]) => (
      <Fragment key={key}>
        <InlineNode node={node} />
      </Fragment>
    ))}
  </Tag>
)

/** Slack's mrkdwn. */
export const Mrkdwn = ({ source }: { readonly source: string }) => (
  <div className="mrkdwn">
    {keyed(parseMrkdwn(source)).map(([key, part]) => {
      if (part.kind === 'fence') return <pre key={key}>{part.text}</pre>
      return <Inlines key={key} as={part.kind === 'quote' ? 'blockquote' : 'p'} nodes={part.children} />
    })}
  </div>
)

/** The words of a plain_text object, with emoji. */
export const plainWords = (value: unknown): string => withEmoji(textOf(object(value).text) ?? '')

/** A text object, plain or mrkdwn. */
export const TextObject = ({ value }: { readonly value: unknown }) => {
  if (!isObject(value)) return null
  return value.type === 'mrkdwn' ? (
    <Mrkdwn source={textOf(value.text) ?? ''} />
  ) : (
    <span className="plain">{plainWords(value)}</span>
  )
}
