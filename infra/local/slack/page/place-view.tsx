import type { Place } from '../shapes.ts'
import { Avatar } from './avatar.tsx'
import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { MessageList } from './message-list.tsx'
import { nameOf, otherIn, useWorkspace } from './workspace-context.ts'

export const BackButton = ({ onBack }: { readonly onBack: () => void }) => (
  <button type="button" className="icon-button back" aria-label="Back" onClick={onBack}>
    <Icon name="back" size={20} />
  </button>
)

/** The name of a place as it stands over it. */
const PlaceTitle = ({ place }: { readonly place: Place }) => {
  const { state } = useWorkspace()
  if (place.kind === 'im') {
    const other = otherIn(state, place)
    return (
      <>
        <Avatar userId={other?.id ?? state.app.botUserId} size={24} />
        <h1>{other?.realName ?? state.app.name}</h1>
      </>
    )
  }
  return (
    <>
      <Icon name={place.kind === 'private' ? 'lock' : 'hash'} />
      <h1>{place.name}</h1>
      {place.isExtShared ? (
        <span className="shared">
          Shared with {state.people.find((each) => each.standing === 'external')?.title.split(',')[0]}
        </span>
      ) : null}
    </>
  )
}

const Members = ({ place }: { readonly place: Place }) => (
  <div className="members" role="img" aria-label={`${place.members.length} members`}>
    {place.members.slice(0, 3).map((id) => (
      <Avatar key={id} userId={id} size={22} />
    ))}
    <span>{place.members.length}</span>
  </div>
)

/** Why this person cannot write here; undefined when they can. */
const whyNotWrite = (place: Place, userId: string): string | undefined => {
  if (place.isArchived) return 'This channel is archived.'
  return place.members.includes(userId) ? undefined : 'You are looking at a channel that you have not joined.'
}

/** A channel or direct message: header, messages, composer. */
export const PlaceView = ({ place, onBack }: { readonly place: Place; readonly onBack: () => void }) => {
  const { state, live } = useWorkspace()
  const messages = state.messages.filter(
    (each) => each.channel === place.id && (each.threadTs === undefined || each.broadcast === true),
  )
  const other = otherIn(state, place)
  const label = place.kind === 'im' ? (other?.realName ?? state.app.name) : `#${place.name}`
  const obstacle = whyNotWrite(place, state.me.id)
  return (
    <main className="place" aria-label={label}>
      <header className="place-head">
        <BackButton onBack={onBack} />
        <PlaceTitle place={place} />
        <span className="topic">{place.topic}</span>
        {place.kind === 'im' ? null : <Members place={place} />}
      </header>
      <MessageList
        place={place.id}
        label={`Messages in ${label}`}
        messages={messages}
        intro={
          messages.length > 3 ? null : (
            <div className="intro">
              <h2>{label}</h2>
              <p>
                {place.kind === 'im'
                  ? `This is the start of your conversation with ${other === undefined ? state.app.name : nameOf(state, other.id)}.`
                  : `This is the start of the ${label} channel.${place.topic === '' ? '' : ` ${place.topic}`}`}
              </p>
            </div>
          )
        }
      />
      {obstacle === undefined ? (
        <Composer
          label={`Message ${label}`}
          hasCommands
          onSend={(text) => live.act({ act: 'say', channel: place.id, text })}
        />
      ) : (
        <div className="read-only">{obstacle}</div>
      )}
    </main>
  )
}
