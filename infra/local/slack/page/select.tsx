import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { Icon } from './icons.tsx'
import { keyed } from './keyed.ts'
import { Popover } from './popover.tsx'

/** One thing to choose. */
export interface Choice {
  readonly key: string
  readonly label: string
  readonly detail?: string | undefined
}

export interface ChoiceGroup {
  readonly label?: string | undefined
  readonly choices: readonly Choice[]
}

interface Props {
  readonly label: string
  readonly placeholder: string
  readonly chosen: readonly Choice[]
  readonly isMulti: boolean
  /** Groups that match what was typed; asked again as it changes. */
  readonly find: (query: string) => Promise<readonly ChoiceGroup[] | string>
  readonly minQuery?: number
  readonly isBusy?: boolean
  readonly onChoose: (choices: readonly Choice[]) => void
}

/** What a search came to: groups, a message instead, or nothing yet. */
type Found = readonly ChoiceGroup[] | string | undefined

const useFound = (isOpen: boolean, query: string, find: Props['find'], minQuery: number): Found => {
  const [found, setFound] = useState<Found | undefined>(undefined)
  useEffect(() => {
    if (!isOpen) return
    let isStale = false
    if (query.length < minQuery) {
      setFound(`Type at least ${minQuery} character${minQuery === 1 ? '' : 's'} to see options`)
      return
    }
    const ask = async () => {
      const answer = await find(query)
      if (!isStale) setFound(answer)
    }
    const timer = setTimeout(() => void ask(), query === '' ? 0 : 150)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [isOpen, query, find, minQuery])
  return found
}

const focusWhenShown = (element: HTMLInputElement | null): void => element?.focus()

/** Slack's select menu: a field that opens a list which can be searched. For one choice or several. */
export const Select = ({
  label,
  placeholder,
  chosen,
  isMulti,
  find,
  minQuery = 0,
  isBusy = false,
  onChoose,
}: Props) => {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const found = useFound(isOpen, query, find, minQuery)
  const groups = Array.isArray(found) ? (found as readonly ChoiceGroup[]) : []
  const all = groups.flatMap((group) => group.choices)
  const isChosen = (choice: Choice) => chosen.some(({ key }) => key === choice.key)

  const close = () => {
    setOpen(false)
    setQuery('')
    setActive(0)
  }
  const pick = (choice: Choice) => {
    if (!isMulti) onChoose([choice])
    else onChoose(isChosen(choice) ? chosen.filter(({ key }) => key !== choice.key) : [...chosen, choice])
    if (!isMulti) close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((before) => Math.max(0, Math.min(all.length - 1, before + step)))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      const choice = all[active]
      if (choice !== undefined) pick(choice)
    }
    if (event.key === 'Tab') close()
  }

  return (
    <div className={isMulti ? 'select multi' : 'select'}>
      <button
        type="button"
        className="select-field"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-label={label}
        disabled={isBusy}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        <span className={chosen.length === 0 ? 'select-value placeholder' : 'select-value'}>
          {isMulti && chosen.length > 0
            ? chosen.map((choice) => (
                <span className="pill" key={choice.key}>
                  {choice.label}
                </span>
              ))
            : (chosen[0]?.label ?? placeholder)}
        </span>
        {isBusy ? <span className="spinner" /> : <Icon name="down" size={16} />}
      </button>
      {isOpen ? (
        <Popover onClose={close} className="menu">
          <input
            className="menu-search"
            aria-label={`Search ${label}`}
            aria-controls={listId}
            placeholder={placeholder}
            value={query}
            ref={focusWhenShown}
            onChange={(event) => {
              setQuery(event.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
          />
          <div
            className="menu-list"
            id={listId}
            role="listbox"
            aria-label={label}
            aria-multiselectable={isMulti}
          >
            {found === undefined ? <div className="menu-note">Loading…</div> : null}
            {typeof found === 'string' ? <div className="menu-note">{found}</div> : null}
            {Array.isArray(found) && all.length === 0 ? <div className="menu-note">No results</div> : null}
            {keyed(groups).map(([key, group]) => (
              <div key={key}>
                {group.label === undefined ? null : <div className="menu-group">{group.label}</div>}
                {group.choices.map((choice) => (
                  <div
                    key={choice.key}
                    role="option"
                    tabIndex={-1}
                    aria-selected={isChosen(choice)}
                    className={all[active] === choice ? 'menu-item active' : 'menu-item'}
                    onPointerMove={() => setActive(all.indexOf(choice))}
                    onPointerDown={(event) => {
                      event.preventDefault()
                      pick(choice)
                    }}
                  >
                    <span>
                      {choice.label}
                      {choice.detail === undefined ? null : <small>{choice.detail}</small>}
                    </span>
                    {isChosen(choice) ? <Icon name="check" size={16} /> : null}
                  </div>
                ))}
              </div>
            ))}
          </div>
        </Popover>
      ) : null}
    </div>
  )
}
