import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { SlashCommand } from '../app-manifest.ts'
import { Avatar } from './avatar.tsx'
import { Icon, type IconName } from './icons.tsx'
import { useWorkspace } from './workspace-context.ts'

const marks: readonly { readonly icon: IconName; readonly mark: string; readonly label: string }[] = [
  { icon: 'bold', mark: '*', label: 'Bold' },
  { icon: 'italic', mark: '_', label: 'Italic' },
  { icon: 'strike', mark: '~', label: 'Strikethrough' },
  { icon: 'code', mark: '`', label: 'Code' },
]

/** The commands that could still be meant by what was typed. */
const matching = (commands: readonly SlashCommand[], typed: string): readonly SlashCommand[] =>
  /^\/\S*$/.test(typed) ? commands.filter(({ command }) => command.startsWith(typed)) : []

const CommandList = ({
  id,
  commands,
  active,
  onPick,
}: {
  readonly id: string
  readonly commands: readonly SlashCommand[]
  readonly active: number
  readonly onPick: (command: SlashCommand) => void
}) => {
  const { state } = useWorkspace()
  return (
    <div className="commands">
      <div className="commands-head">
        <Avatar userId={state.app.botUserId} size={18} /> {state.app.name}
      </div>
      <div role="listbox" id={id} aria-label="Slash commands">
        {commands.map((command, index) => (
          <div
            key={command.command}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={index === active ? 'command active' : 'command'}
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(command)
            }}
          >
            <strong>{command.command}</strong> <span className="command-hint">{command.usageHint}</span>
            <small>{command.description}</small>
          </div>
        ))}
      </div>
    </div>
  )
}

interface Props {
  readonly label: string
  readonly onSend: (text: string) => Promise<unknown>
  /** Slash commands do not work in threads. */
  readonly hasCommands: boolean
}

/** Where messages and commands are typed. Enter sends, Shift+Enter breaks the line. */
export const Composer = ({ label, onSend, hasCommands }: Props) => {
  const { state } = useWorkspace()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [isHidden, setHidden] = useState(false)
  const field = useRef<HTMLTextAreaElement | null>(null)
  const caret = useRef<number | undefined>(undefined)
  const listId = useId()
  const commands = hasCommands && !isHidden ? matching(state.commands, typed) : []
  const known = state.commands.find(({ command }) => hasCommands && typed.startsWith(`${command} `))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows what was typed
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, 240)}px`
    if (caret.current !== undefined) element.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  }, [typed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place starts empty
  useEffect(() => setTyped(''), [label])

  const change = (value: string) => {
    setTyped(value)
    setActive(0)
    setHidden(false)
  }
  const complete = (command: SlashCommand) => {
    change(`${command.command} `)
    field.current?.focus()
  }
  const send = () => {
    if (typed.trim() === '') return
    change('')
    void onSend(typed.trim())
  }
  /** Puts marks around the selection, or text at the caret. */
  const insert = (before: string, after: string) => {
    const element = field.current
    if (element === null) return
    const { selectionStart: from, selectionEnd: to } = element
    caret.current = to + before.length
    change(typed.slice(0, from) + before + typed.slice(from, to) + after + typed.slice(to))
    element.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const command = commands[active]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (command !== undefined && step !== undefined) {
      event.preventDefault()
      setActive((active + step + commands.length) % commands.length)
    } else if (
      command !== undefined &&
      (event.key === 'Tab' || (event.key === 'Enter' && typed !== command.command))
    ) {
      event.preventDefault()
      complete(command)
    } else if (command !== undefined && event.key === 'Escape') {
      setHidden(true)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
  }

  return (
    <div className="composer">
      {commands.length === 0 ? null : (
        <CommandList id={listId} commands={commands} active={active} onPick={complete} />
      )}
      {known === undefined || known.usageHint === '' ? null : (
        <div className="usage">
          <strong>{known.command}</strong> {known.usageHint}
        </div>
      )}
      <div className="composer-box">
        <div className="composer-tools" role="toolbar" aria-label="Formatting">
          {marks.map(({ icon, mark, label: name }) => (
            <button
              type="button"
              key={mark}
              className="icon-button"
              aria-label={name}
              title={name}
              onClick={() => insert(mark, mark)}
            >
              <Icon name={icon} size={16} />
            </button>
          ))}
        </div>
        <textarea
          ref={field}
          rows={1}
          value={typed}
          placeholder={label}
          aria-label={label}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={commands.length > 0}
          aria-controls={listId}
          aria-activedescendant={commands.length > 0 ? `${listId}-${active}` : undefined}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-foot">
          {hasCommands ? (
            <button
              type="button"
              className="icon-button"
              aria-label="Slash command"
              title="Slash command"
              onClick={() => change('/')}
            >
              <Icon name="slash" size={16} />
            </button>
          ) : null}
          <button
            type="button"
            className="icon-button"
            aria-label="Mention someone"
            title="Mention someone"
            onClick={() => insert('@', '')}
          >
            <Icon name="at" size={16} />
          </button>
          <button
            type="button"
            className="send"
            aria-label="Send"
            disabled={typed.trim() === ''}
            onClick={send}
          >
            <Icon name="send" size={16} />
          </button>
        </div>
      </div>
    </div>
  )
}
