import { Fragment, type ReactNode, useLayoutEffect, useRef } from 'react'
import type { Message } from '../shapes.ts'
import { dayDivider, isSameDay } from './dates.ts'
import { MessageRow } from './message.tsx'
import { useWorkspace } from './workspace-context.ts'

const CLOSE_SECONDS = 300

const follows = (message: Message, before: Message | undefined): boolean =>
  before !== undefined &&
  before.user === message.user &&
  message.onlyFor === undefined &&
  before.onlyFor === undefined &&
  Number(message.ts) - Number(before.ts) < CLOSE_SECONDS

/** Keeps the end in view while the reader is there; leaves the reader alone while they are further up. */
const useStickToEnd = (content: unknown, place: string) => {
  const ref = useRef<HTMLDivElement | null>(null)
  const isAtEnd = useRef<boolean>(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever what is shown changes
  useLayoutEffect(() => {
    const element = ref.current
    if (element !== null && isAtEnd.current) element.scrollTop = element.scrollHeight
  }, [content, place])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place starts at its end
  useLayoutEffect(() => {
    const element = ref.current
    isAtEnd.current = true
    if (element === null) return
    element.scrollTop = element.scrollHeight
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight
    })
    for (const child of element.children) watch.observe(child)
    return () => watch.disconnect()
  }, [place])
  const onScroll = () => {
    const element = ref.current
    if (element !== null)
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60
  }
  return { ref, onScroll }
}

interface Props {
  readonly place: string
  readonly label: string
  readonly messages: readonly Message[]
  readonly intro?: ReactNode
}

/** The messages of a place with a line between days. */
export const MessageList = ({ place, label, messages, intro }: Props) => {
  const { state, now } = useWorkspace()
  const { ref, onScroll } = useStickToEnd(messages, place)
  const { tz } = state.me
  const repliesTo = Map.groupBy(
    state.messages.filter((each) => each.channel === place && each.threadTs !== undefined),
    (each) => each.threadTs,
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className="message-list" ref={ref} onScroll={onScroll} role="log" aria-label={label} tabIndex={0}>
      <div>
        {intro}
        {messages.map((message, index) => {
          const before = messages[index - 1]
          const at = Number(message.ts) * 1000
          const isNewDay = before === undefined || !isSameDay(at, Number(before.ts) * 1000, tz)
          return (
            <Fragment key={message.ts}>
              {isNewDay ? (
                <div className="day">
                  <span>{dayDivider(at, { tz, now })}</span>
                </div>
              ) : null}
              <MessageRow
                message={message}
                replies={repliesTo.get(message.ts) ?? []}
                isCompact={!isNewDay && follows(message, before)}
              />
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}
