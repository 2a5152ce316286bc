import type { Person } from '../shapes.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icons.tsx'
import { MenuButton } from './menu.tsx'
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
  return (
    <div className="picker">
      <MenuButton
        label={`Acting as ${state.me.realName}. Switch person`}
        face={
          <>
            <Avatar userId={state.me.id} size={26} />
            <span className="picker-name">{state.me.realName}</span>
            <Icon name="down" size={14} />
          </>
        }
        className="picker-button"
        popoverClassName="menu right people"
        heading="Act as"
        items={state.people.map((person) => ({
          key: person.id,
          face: <PersonLine person={person} />,
          onPick: () => onPick(person),
          isChosen: person.id === state.me.id,
          isDisabled: person.standing === 'deactivated',
        }))}
      />
    </div>
  )
}

const PersonLine = ({ person }: { readonly person: Person }) => (
  <>
    <Avatar userId={person.id} size={28} />
    <span>
      {person.realName}
      <small>{person.title}</small>
    </span>
    {standings[person.standing] === '' ? null : <span className="badge">{standings[person.standing]}</span>}
  </>
)

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
