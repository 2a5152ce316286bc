import { memo, useState } from 'react'
import { objects, text } from '../json.ts'
import type { Message } from '../shapes.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { timeOfDay } from './dates.ts'
import { emojiFor } from './emoji.ts'
import { Icon } from './icons.tsx'
import { keyed } from './keyed.ts'
import { MessageMenu } from './message-menu.tsx'
import { SurfaceProvider } from './surface.tsx'
import { Mrkdwn } from './text.tsx'
import { nameOf, personById, useWorkspace } from './workspace-context.ts'

const sizeWords = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`

const Files = ({ ids }: { readonly ids: readonly string[] }) => {
  const { state } = useWorkspace()
  return state.files
    .filter((file) => ids.includes(file.id))
    .map((file) => (
      <a className="file" key={file.id} href={file.url} download={file.name}>
        <Icon name="file" size={22} />
        <span>
          <strong>{file.title}</strong>
          <small>
            {file.name} · {sizeWords(file.size)}
          </small>
        </span>
      </a>
    ))
}

const Attachments = ({ message }: { readonly message: Message }) =>
  keyed(message.attachments).map(([key, attachment]) => (
    <div
      className="attachment"
      key={key}
      style={{
        borderColor: /^#?[0-9a-f]{6}$/i.test(String(attachment.color))
          ? `#${String(attachment.color).replace('#', '')}`
          : '',
      }}
    >
      {text(attachment.pretext) === undefined ? null : <Mrkdwn source={String(attachment.pretext)} />}
      {text(attachment.title) === undefined ? null : <strong>{text(attachment.title)}</strong>}
      {text(attachment.text) === undefined ? null : <Mrkdwn source={String(attachment.text)} />}
      <Blocks blocks={objects(attachment.blocks)} />
      {text(attachment.footer) === undefined ? null : <small>{text(attachment.footer)}</small>}
    </div>
  ))

interface BodyProps {
  readonly message: Message
  /** Why the last thing that was tried on it did not work. */
  readonly failure: string | undefined
  readonly onFailure: (words: string | undefined) => void
}

/** What a message says: its blocks, else its text; then attachments, files, reactions. */
const MessageBody = ({ message, failure, onFailure }: BodyProps) => {
  const isEdited = message.edited !== undefined && message.onlyFor === undefined
  return (
    <SurfaceProvider kind="message" spot={{ channel: message.channel, ts: message.ts }} onFailure={onFailure}>
      <div className="message-body">
        {message.blocks.length > 0 ? <Blocks blocks={message.blocks} /> : <Mrkdwn source={message.text} />}
        {isEdited ? <span className="edited">(edited)</span> : null}
        <Attachments message={message} />
        <Files ids={message.files} />
        {failure === undefined ? null : (
          <div className="failure" role="alert">
            <Icon name="warning" size={15} /> {failure}
          </div>
        )}
        {message.reactions.length === 0 ? null : (
          <div className="reactions">
            {message.reactions.map(({ name, users }) => (
              <span className="reaction" key={name} title={`:${name}:`}>
                {emojiFor(name) ?? `:${name}:`} {users.length}
              </span>
            ))}
          </div>
        )}
      </div>
    </SurfaceProvider>
  )
}

const Ephemeral = ({ message }: { readonly message: Message }) => {
  const { live } = useWorkspace()
  const dismiss = () => void live.act({ act: 'dismiss', channel: message.channel, ts: message.ts })
  return (
    <div className="only-you">
      <Icon name="eye" size={14} /> Only visible to you
      <button type="button" className="plain-link" onClick={dismiss}>
        Dismiss
      </button>
    </div>
  )
}

const ThreadBar = ({
  message,
  replies,
}: {
  readonly message: Message
  readonly replies: readonly Message[]
}) => {
  const { state, openThread } = useWorkspace()
  const writers = [...new Set(replies.map((reply) => reply.user))].slice(0, 4)
  const last = replies.at(-1)
  return (
    <button type="button" className="thread-bar" onClick={() => openThread(message.channel, message.ts)}>
      {writers.map((id) => (
        <Avatar key={id} userId={id} size={24} />
      ))}
      <span className="thread-count">
        {replies.length} {replies.length === 1 ? 'reply' : 'replies'}
      </span>
      {last === undefined ? null : (
        <span className="thread-last">Last reply at {timeOfDay(Number(last.ts) * 1000, state.me.tz)}</span>
      )}
    </button>
  )
}

interface Props {
  readonly message: Message
  readonly replies: readonly Message[]
  /** True when it follows one of the same author closely, and shows neither picture nor name. */
  readonly isCompact: boolean
  readonly inThread?: boolean
}

const MessageRowView = ({ message, replies, isCompact, inThread = false }: Props) => {
  const { state, openThread } = useWorkspace()
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const at = Number(message.ts) * 1000
  const time = timeOfDay(at, state.me.tz)
  const author = personById(state, message.user)
  const isOnlyMine = message.onlyFor !== undefined
  return (
    <article
      className={`message${isCompact ? ' compact' : ''}${isOnlyMine ? ' ephemeral' : ''}`}
      aria-label={`${nameOf(state, message.user)}, ${time}`}
      data-ts={message.ts}
    >
      {isOnlyMine ? <Ephemeral message={message} /> : null}
      {message.broadcast === true && !inThread ? <div className="only-you">replied to a thread</div> : null}
      <div className="message-row">
        <div className="message-side">
          {isCompact ? (
            <time className="side-time">{time.replace(/ [AP]M/, '')}</time>
          ) : (
            <Avatar userId={message.user} />
          )}
        </div>
        <div className="message-main">
          {isCompact ? null : (
            <header>
              <strong>{nameOf(state, message.user)}</strong>
              {message.fromApp || message.user === 'USLACKBOT' ? <span className="badge">APP</span> : null}
              {author?.standing === 'external' ? (
                <span className="badge outside">{author.title.split(',')[0]}</span>
              ) : null}
              {author?.standing.includes('guest') ? <span className="badge">GUEST</span> : null}
              <time dateTime={new Date(at).toISOString()}>{time}</time>
            </header>
          )}
          <MessageBody message={message} failure={failure} onFailure={setFailure} />
          {replies.length > 0 && !inThread ? <ThreadBar message={message} replies={replies} /> : null}
        </div>
      </div>
      {isOnlyMine ? null : (
        <div className="hover-bar">
          {inThread ? null : (
            <button
              type="button"
              className="icon-button"
              aria-label="Reply in thread"
              title="Reply in thread"
              onClick={() => openThread(message.channel, message.ts)}
            >
              <Icon name="reply" />
            </button>
          )}
          <MessageMenu message={message} onFailure={setFailure} />
        </div>
      )}
    </article>
  )
}

const sameReplies = (a: readonly Message[], b: readonly Message[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index])

/** One message of a channel or thread. */
export const MessageRow = memo(
  MessageRowView,
  (a, b) =>
    a.message === b.message &&
    a.isCompact === b.isCompact &&
    a.inThread === b.inThread &&
    sameReplies(a.replies, b.replies),
)
