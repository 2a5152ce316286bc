import type { Place } from '../shapes.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icons.tsx'
import { type Location, otherIn, useWorkspace } from './workspace-context.ts'

interface Props {
  readonly location: Location
  /** Places with something that was not read yet. */
  readonly unread: ReadonlySet<string>
}

const byName = (a: Place, b: Place): number => a.name.localeCompare(b.name)

const PlaceLink = ({ place, location, unread }: Props & { readonly place: Place }) => {
  const { state, go } = useWorkspace()
  const isCurrent = location.kind === 'place' && location.id === place.id
  const other = place.kind === 'im' ? otherIn(state, place) : undefined
  const isUnread = unread.has(place.id) && !isCurrent
  return (
    <li>
      <button
        type="button"
        className={`side-link${isCurrent ? ' current' : ''}${isUnread ? ' unread' : ''}`}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => go({ kind: 'place', id: place.id })}
      >
        {other === undefined ? (
          <Icon name={place.kind === 'private' ? 'lock' : 'hash'} size={16} />
        ) : (
          <Avatar userId={other.id} size={20} />
        )}
        <span className="side-name">{other?.realName ?? place.name}</span>
        {place.isExtShared ? (
          <span className="side-mark" role="img" aria-label="Shared with another company">
            <Icon name="shared" size={14} />
          </span>
        ) : null}
      </button>
    </li>
  )
}

/** Channels, direct messages, the app. */
export const Sidebar = ({ location, unread }: Props) => {
  const { state, go } = useWorkspace()
  const open = state.places.filter((place) => !place.isArchived)
  const channels = open.filter((place) => place.kind !== 'im').sort(byName)
  const direct = open.filter((place) => place.kind === 'im' && place.id !== state.appDm).sort(byName)
  const isApp = location.kind === 'app'
  const isUnread = unread.has(state.appDm) && !isApp
  return (
    <nav className="sidebar" aria-label="Channels and direct messages">
      <header className="team-name">{state.team.name}</header>
      <h2>Channels</h2>
      <ul>
        {channels.map((place) => (
          <PlaceLink key={place.id} place={place} location={location} unread={unread} />
        ))}
      </ul>
      <h2>Direct messages</h2>
      <ul>
        {direct.map((place) => (
          <PlaceLink key={place.id} place={place} location={location} unread={unread} />
        ))}
        <li>
          <span className="side-link self">
            <Avatar userId={state.me.id} size={20} />
            <span className="side-name">{state.me.realName}</span> <small>you</small>
          </span>
        </li>
      </ul>
      <h2>Apps</h2>
      <ul>
        <li>
          <button
            type="button"
            className={`side-link${isApp ? ' current' : ''}${isUnread ? ' unread' : ''}`}
            aria-current={isApp ? 'page' : undefined}
            onClick={() => go({ kind: 'app', tab: isUnread ? 'messages' : 'home' })}
          >
            <Avatar userId={state.app.botUserId} size={20} />
            <span className="side-name">{state.app.name}</span>
            {state.isConnected ? null : (
              <span className="side-mark" title="Not running">
                ○
              </span>
            )}
          </button>
        </li>
      </ul>
    </nav>
  )
}
