import { useLayoutEffect, useRef } from 'react'
import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { MessageRow } from './message.tsx'
import { useWorkspace } from './workspace-context.ts'

interface Props {
  readonly channel: string
  readonly ts: string
  readonly onClose: () => void
}

/** A thread beside its channel. */
export const Thread = ({ channel, ts, onClose }: Props) => {
  const { state, live } = useWorkspace()
  const place = state.places.find((each) => each.id === channel)
  const root = state.messages.find((each) => each.channel === channel && each.ts === ts)
  const replies = state.messages.filter((each) => each.channel === channel && each.threadTs === ts)
  const scroller = useRef<HTMLDivElement | null>(null)
  const count = useRef(0)
  useLayoutEffect(() => {
    if (count.current > 0 && replies.length > count.current)
      scroller.current?.scrollTo(0, scroller.current.scrollHeight)
    count.current = replies.length
  }, [replies.length])
  return (
    <aside className="thread" aria-label="Thread">
      <header className="place-head">
        <h1>Thread</h1>
        <span className="topic">{place?.kind === 'im' ? '' : `# ${place?.name ?? ''}`}</span>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="thread-scroll" ref={scroller}>
        {root === undefined ? (
          <div className="context">This message was deleted.</div>
        ) : (
          <MessageRow message={root} replies={[]} isCompact={false} inThread />
        )}
        {replies.length === 0 ? null : (
          <div className="reply-line">
            {replies.length} {replies.length === 1 ? 'reply' : 'replies'}
          </div>
        )}
        {replies.map((reply) => (
          <MessageRow key={reply.ts} message={reply} replies={[]} isCompact={false} inThread />
        ))}
        {place?.isArchived === true ? null : (
          <Composer
            label="Reply…"
            hasCommands={false}
            onSend={(text) => live.act({ act: 'say', channel, text, threadTs: ts })}
          />
        )}
      </div>
    </aside>
  )
}
