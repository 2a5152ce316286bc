import { Icon, type IconName } from './icons.tsx'
import { type Location, otherIn, useWorkspace } from './workspace-context.ts'

interface Props {
  readonly location: Location
  /** The channel to start in. */
  readonly home: string | undefined
}

/** The narrow bar at the left: channels, direct messages, the app. */
export const Rail = ({ location, home }: Props) => {
  const { state, go } = useWorkspace()
  const place = state.places.find(({ id }) => location.kind === 'place' && id === location.id)
  const firstDirect = state.places.find((each) => each.kind === 'im' && otherIn(state, each) !== undefined)
  const items: readonly {
    readonly icon: IconName
    readonly label: string
    readonly to: Location | undefined
    readonly isHere: boolean
  }[] = [
    {
      icon: 'home',
      label: 'Home',
      to: home === undefined ? undefined : { kind: 'place', id: home },
      isHere: place !== undefined && place.kind !== 'im',
    },
    {
      icon: 'chat',
      label: 'DMs',
      to: firstDirect && { kind: 'place', id: firstDirect.id },
      isHere: place?.kind === 'im',
    },
    { icon: 'app', label: 'App', to: { kind: 'app', tab: 'home' }, isHere: location.kind === 'app' },
  ]
  return (
    <nav className="rail" aria-label="Workspace">
      <div className="rail-team" aria-hidden="true">
        {state.team.name[0]}
      </div>
      {items.map(({ icon, label, to, isHere }) =>
        to === undefined ? null : (
          <button
            type="button"
            key={label}
            className={isHere ? 'rail-item current' : 'rail-item'}
            onClick={() => go(to)}
          >
            <Icon name={icon} size={36} />
            <small>{label}</small>
          </button>
        ),
      )}
    </nav>
  )
}
