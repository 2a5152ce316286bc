import { useState } from 'react'
import type { Person } from '../shapes.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icons.tsx'
import { Popover } from './popover.tsx'
import { useTheme } from './theme.ts'
import { useWorkspace } from './workspace-context.ts'

const standings: Readonly<Record<Person['standing'], string>> = {
  admin: 'admin',
  deactivated: 'deactivated',
  external: 'external',
  guest: 'guest',
  member: '',
  'single-channel-guest': 'guest',
}

/** Chooses whom the page acts as. */
export const PersonPicker = ({ onPick }: { readonly onPick: (person: Person) => void }) => {
  const { state } = useWorkspace()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="picker">
      <button
        type="button"
        className="picker-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={`Acting as ${state.me.realName}. Switch person`}
        onClick={() => setOpen(!isOpen)}
      >
        <Avatar userId={state.me.id} size={26} />
        <span className="picker-name">{state.me.realName}</span>
        <Icon name="down" size={14} />
      </button>
      {isOpen ? (
        <Popover onClose={() => setOpen(false)} className="menu right people">
          <div className="menu-group">Act as</div>
          <div role="menu">
            {state.people.map((person) => (
              <button
                type="button"
                role="menuitemradio"
                aria-checked={person.id === state.me.id}
                className="menu-item"
                key={person.id}
                disabled={person.standing === 'deactivated'}
                onClick={() => {
                  setOpen(false)
                  onPick(person)
                }}
              >
                <Avatar userId={person.id} size={28} />
                <span>
                  {person.realName}
                  <small>{person.title}</small>
                </span>
                {standings[person.standing] === '' ? null : (
                  <span className="badge">{standings[person.standing]}</span>
                )}
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
    </div>
  )
}

export const ThemeButton = () => {
  const { isDark, toggle } = useTheme()
  const label = isDark ? 'Switch to light' : 'Switch to dark'
  return (
    <button
      type="button"
      className="icon-button bar-button"
      aria-label={label}
      title={label}
      onClick={toggle}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </button>
  )
}
