import { useEffect, useState } from 'react'
import { objects } from '../json.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { MessageList } from './message-list.tsx'
import { BackButton } from './place-view.tsx'
import { SurfaceProvider } from './surface.tsx'
import { useWorkspace } from './workspace-context.ts'

const HomeTab = () => {
  const { state } = useWorkspace()
  const [failure, setFailure] = useState<string | undefined>(undefined)
  if (state.home === null)
    return (
      <div className="home">
        <div className="intro">
          <h2>{state.app.name}</h2>
          <p>{state.isConnected ? 'Nothing here yet.' : 'The app is not running.'}</p>
        </div>
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="home" tabIndex={0} aria-label="Home">
      {failure === undefined ? null : (
        <div className="alert error" role="alert">
          <Icon name="warning" /> {failure}
        </div>
      )}
      <SurfaceProvider
        kind="home"
        spot={{ viewId: state.home.id }}
        values={state.home.values}
        onFailure={setFailure}
      >
        <Blocks blocks={objects(state.home.content.blocks)} />
      </SurfaceProvider>
    </section>
  )
}

interface Props {
  readonly tab: 'home' | 'messages'
  readonly onBack: () => void
}

/** The app: its Home tab and the direct message with it. */
export const AppHome = ({ tab, onBack }: Props) => {
  const { state, live, go } = useWorkspace()
  const { act } = live
  useEffect(() => {
    void act({ act: 'open-app', tab })
  }, [act, tab])
  const messages = state.messages.filter(
    (each) => each.channel === state.appDm && each.threadTs === undefined,
  )
  return (
    <main className="place" aria-label={state.app.name}>
      <header className="place-head">
        <BackButton onBack={onBack} />
        <Avatar userId={state.app.botUserId} size={24} />
        <h1>{state.app.name}</h1>
        <span className="badge">APP</span>
      </header>
      <div className="tabs" role="tablist" aria-label={state.app.name}>
        {(['home', 'messages'] as const).map((each) => (
          <button
            type="button"
            key={each}
            role="tab"
            aria-selected={tab === each}
            className={tab === each ? 'tab current' : 'tab'}
            onClick={() => go({ kind: 'app', tab: each })}
          >
            {each === 'home' ? 'Home' : 'Messages'}
          </button>
        ))}
      </div>
      {tab === 'home' ? (
        <HomeTab />
      ) : (
        <>
          <MessageList
            place={state.appDm}
            label={`Messages with ${state.app.name}`}
            messages={messages}
            intro={
              <div className="intro">
                <h2>{state.app.name}</h2>
                <p>This is the start of your conversation with {state.app.name}.</p>
              </div>
            }
          />
          <Composer
            label={`Message ${state.app.name}`}
            hasCommands
            onSend={(text) => act({ act: 'say', channel: state.appDm, text })}
          />
        </>
      )}
    </main>
  )
}
