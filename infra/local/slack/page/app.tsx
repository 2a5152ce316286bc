import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Message, Person } from '../shapes.ts'
import { AppHome } from './app-home.tsx'
import { ClockPicker, useWorkspaceTime } from './clock-picker.tsx'
import { ConfirmProvider } from './confirm.tsx'
import { Modal } from './modal.tsx'
import { PersonPicker, ThemeButton } from './person-picker.tsx'
import { PlaceView } from './place-view.tsx'
import { Rail } from './rail.tsx'
import { Sidebar } from './sidebar.tsx'
import { loadPeople, useLive } from './store.ts'
import { ThemeContext, useThemeChoice } from './theme.ts'
import { Thread } from './thread.tsx'
import { type Location, type Workspace, WorkspaceContext } from './workspace-context.ts'

const asked = new URLSearchParams(location.search)
const firstPlace = 'ml-platform'

/** The person in the address, or the first. */
const usePerson = () => {
  const [person, setPerson] = useState<Person | undefined>(undefined)
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined
    const choose = async () => {
      try {
        const people = await loadPeople()
        setPerson(people.find(({ handle }) => handle === asked.get('as')) ?? people[0])
      } catch {
        again = setTimeout(() => void choose(), 1000)
      }
    }
    void choose()
    return () => clearTimeout(again)
  }, [])
  return { person, setPerson }
}

interface OpenThread {
  readonly channel: string
  readonly ts: string
}

/** The whole page. */
export const App = () => {
  const theme = useThemeChoice()
  const { person, setPerson } = usePerson()
  const [where, setWhere] = useState<Location | undefined>(undefined)
  const [thread, setThread] = useState<OpenThread | undefined>(undefined)
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set())
  const [isListShown, setListShown] = useState(false)
  const onNew = useCallback((message: Message) => {
    setUnread((before) => new Set([...before, message.channel]))
  }, [])
  const live = useLive(person?.id, onNew)
  const { state } = live
  const now = useWorkspaceTime(state?.clock.now)

  const visible = state?.places.filter((place) => !place.isArchived && place.kind !== 'im') ?? []
  const start = visible.find(({ name }) => name === (asked.get('place') ?? firstPlace)) ?? visible[0]
  const current: Location | undefined =
    where ??
    (asked.get('place') === 'app' ? { kind: 'app', tab: 'home' } : start && { kind: 'place', id: start.id })
  const place = current?.kind === 'place' ? state?.places.find(({ id }) => id === current.id) : undefined

  const go = useCallback((to: Location) => {
    setWhere(to)
    setThread(undefined)
    setListShown(false)
    if (to.kind === 'place') setUnread((before) => new Set([...before].filter((id) => id !== to.id)))
  }, [])
  const openThread = useCallback((channel: string, ts: string) => setThread({ channel, ts }), [])
  const workspace = useMemo(
    (): Workspace | undefined => state && { state, live, now, go, openThread },
    [state, live, now, go, openThread],
  )

  useEffect(() => {
    if (state !== undefined) document.title = `${state.team.name} - Slack (local)`
  }, [state])

  const actAs = (next: Person) => {
    setPerson(next)
    setWhere(undefined)
    setThread(undefined)
    setUnread(new Set())
    const address = new URL(location.href)
    address.searchParams.set('as', next.handle)
    history.replaceState(null, '', address)
  }

  if (workspace === undefined || state === undefined || current === undefined)
    return (
      <div className="loading">
        {live.isOnline ? 'Loading…' : 'The workspace does not answer. Trying again…'}
      </div>
    )
  const onBack = () => setListShown(true)
  const modal = state.modals.at(-1)
  return (
    <ThemeContext value={theme}>
      <WorkspaceContext value={workspace}>
        <ConfirmProvider>
          <div
            className={`frame${isListShown ? ' show-list' : ''}${thread === undefined ? '' : ' with-thread'}`}
          >
            <header className="bar">
              <div className="bar-title">{state.team.name}, a Slack workspace on this machine</div>
              {state.clock.isMovable ? <ClockPicker /> : null}
              <ThemeButton />
              <PersonPicker onPick={actAs} />
            </header>
            <Rail location={current} home={start?.id} />
            <Sidebar location={current} unread={unread} />
            {place !== undefined ? <PlaceView place={place} onBack={onBack} /> : null}
            {current.kind === 'app' ? <AppHome tab={current.tab} onBack={onBack} /> : null}
            {thread === undefined ? null : (
              <Thread key={thread.ts} {...thread} onClose={() => setThread(undefined)} />
            )}
            {live.isOnline ? null : (
              <div className="offline" role="status">
                Connection lost. Trying again…
              </div>
            )}
          </div>
          {modal === undefined ? null : <Modal key={modal.id} view={modal} depth={state.modals.length} />}
        </ConfirmProvider>
      </WorkspaceContext>
    </ThemeContext>
  )
}
