import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Popover } from './popover.tsx'

/** One thing in a menu. `isChosen`: whether it is the one of several that holds; absent where there is no such one. */
export interface MenuItem {
  readonly key: string
  readonly face: ReactNode
  readonly onPick: () => void
  readonly isChosen?: boolean
  readonly isDisabled?: boolean
}

interface Props {
  /** What the button says to a screen reader. */
  readonly label: string
  readonly face: ReactNode
  /** Classes of the button, and of what it opens. */
  readonly className: string
  readonly popoverClassName?: string
  readonly heading?: string
  readonly isDisabled?: boolean
  readonly items: readonly MenuItem[]
}

/** Which item each key goes to, from the one that has the focus. Source: WAI-ARIA Authoring Practices, menu button. */
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** A button that opens a menu. The keyboard goes in with it, moves by arrows, and comes back when it closes. */
export const MenuButton = ({
  label,
  face,
  className,
  popoverClassName = 'menu right',
  heading,
  isDisabled = false,
  items,
}: Props) => {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement | null>(null)
  const list = useRef<HTMLDivElement | null>(null)

  const buttons = (): readonly HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('button:enabled') ?? []),
  ]
  useEffect(() => {
    if (isOpen) list.current?.querySelector<HTMLButtonElement>('button:enabled')?.focus()
  }, [isOpen])
  const close = () => {
    setOpen(false)
    if (list.current?.contains(document.activeElement)) button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') setOpen(false)
    const step = steps[event.key]
    const all = buttons()
    if (step === undefined || all.length === 0) return
    event.preventDefault()
    const at = all.findIndex((each) => each.matches(':focus'))
    all[step(at, all.length)]?.focus()
  }

  return (
    <>
      <button
        type="button"
        ref={button}
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        disabled={isDisabled}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        {face}
      </button>
      {isOpen ? (
        <Popover onClose={close} className={popoverClassName}>
          {heading === undefined ? null : <div className="menu-group">{heading}</div>}
          <div className="menu-list" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
            {items.map(({ key, face: words, onPick, isChosen, isDisabled: isOff }) => (
              <button
                type="button"
                {...(isChosen === undefined
                  ? { role: 'menuitem' }
                  : { role: 'menuitemradio', 'aria-checked': isChosen })}
                className="menu-item"
                key={key}
                disabled={isOff}
                tabIndex={-1}
                onClick={() => {
                  close()
                  onPick()
                }}
              >
                {words}
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
    </>
  )
}
