import { useState } from 'react'
import { isObject, type JsonObject, objects, text } from '../json.ts'
import { Icon } from './icons.tsx'
import { keyed } from './keyed.ts'
import { RichText } from './rich-text.tsx'
import { Link } from './text.tsx'

const words: Readonly<Record<string, string>> = {
  pending: 'Pending',
  in_progress: 'In progress',
  complete: 'Complete',
  error: 'Failed',
}

const StatusMark = ({ status }: { readonly status: string }) => (
  <span className={`task-mark ${status}`} role="img" aria-label={words[status] ?? status}>
    {status === 'complete' ? <Icon name="check" size={12} /> : null}
    {status === 'error' ? <Icon name="close" size={10} /> : null}
  </span>
)

/** A task: its state, what it is doing, and what came out. Details fold away. */
export const TaskCard = ({
  block,
  isAlone = false,
}: {
  readonly block: JsonObject
  readonly isAlone?: boolean
}) => {
  const status = text(block.status) ?? 'pending'
  const [isOpen, setOpen] = useState(true)
  const sources = objects(block.sources)
  const hasMore = isObject(block.details) || isObject(block.output) || sources.length > 0
  const title = (
    <>
      <StatusMark status={status} />
      <span className="task-title">{text(block.title)}</span>
      {hasMore ? <Icon name={isOpen ? 'down' : 'right'} size={14} /> : null}
    </>
  )
  return (
    <div className={isAlone ? 'task alone' : 'task'}>
      {hasMore ? (
        <button type="button" className="task-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {title}
        </button>
      ) : (
        <div className="task-head">{title}</div>
      )}
      {hasMore && isOpen ? (
        <div className="task-more">
          {isObject(block.details) ? <RichText value={block.details} /> : null}
          {isObject(block.output) ? (
            <div className="task-output">
              <RichText value={block.output} />
            </div>
          ) : null}
          {sources.map((source) => (
            <span className="task-source" key={text(source.url)}>
              <Link url={text(source.url) ?? ''}>{text(source.text)}</Link>
            </span>
          ))}
        </div>
      ) : null}
    </div>
  )
}

/** A plan: a title over a list of tasks. */
export const PlanBlock = ({ block }: { readonly block: JsonObject }) => {
  const tasks = objects(block.tasks)
  const done = tasks.filter((task) => task.status === 'complete').length
  return (
    <section className="plan" aria-label={text(block.title)}>
      <header className="plan-head">
        <strong>{text(block.title)}</strong>
        <span className="plan-count">
          {done} of {tasks.length}
        </span>
      </header>
      {keyed(tasks).map(([key, task]) => (
        <TaskCard key={text(task.task_id) ?? key} block={task} />
      ))}
    </section>
  )
}
