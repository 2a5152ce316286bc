import { useCallback, useEffect, useRef, useState } from 'react'
import type { Act } from '../client-acts.ts'
import type { ClientState, FileCard } from '../client-state.ts'
import type { OptionsOutcome, Outcome } from '../outcome.ts'
import type { Change, Message, Person } from '../shapes.ts'

interface LiveLine {
  readonly change: Change
  readonly files: readonly FileCard[]
}

const sameMessage = (a: Pick<Message, 'channel' | 'ts'>, b: Pick<Message, 'channel' | 'ts'>): boolean =>
  a.ts === b.ts && a.channel === b.channel

const withMessage = (messages: readonly Message[], message: Message): readonly Message[] =>
  messages.some((each) => sameMessage(each, message))
    ? messages.map((each) => (sameMessage(each, message) ? message : each))
    : [...messages, message].sort((a, b) => Number(a.ts) - Number(b.ts))

/** The state after one change. */
const applyChange = (state: ClientState, { change, files }: LiveLine): ClientState => {
  switch (change.kind) {
    case 'message': {
      const known = new Set(state.files.map(({ id }) => id))
      return {
        ...state,
        messages: withMessage(state.messages, change.message),
        files: [...state.files, ...files.filter(({ id }) => !known.has(id))],
      }
    }
    case 'message-gone':
      return { ...state, messages: state.messages.filter((each) => !sameMessage(each, change)) }
    case 'view': {
      const { view } = change
      if (view.type === 'home') return { ...state, home: view }
      if (!change.isNew)
        return { ...state, modals: state.modals.map((each) => (each.id === view.id ? view : each)) }
      return { ...state, modals: view.previousId === null ? [view] : [...state.modals, view] }
    }
    case 'view-gone':
      return { ...state, modals: state.modals.filter(({ id }) => id !== change.id) }
    case 'place': {
      const others = state.places.filter(({ id }) => id !== change.place.id)
      return { ...state, places: [...others, change.place] }
    }
    case 'connection':
      return { ...state, isConnected: change.connected > 0 }
    case 'clock':
      return { ...state, clock: { ...state.clock, now: change.now } }
  }
}

const isEntry = (asked: Act): asked is Extract<Act, { act: 'fill' | 'touch' }> =>
  asked.act === 'fill' || asked.act === 'touch'

/** The state with what was just entered in a view, so that it is still there when the view is shown again. */
const withEntry = (
  state: ClientState,
  { spot, blockId, actionId, value }: Extract<Act, { act: 'fill' | 'touch' }>,
): ClientState => {
  if (!('viewId' in spot) || Object.keys(value).length === 0) return state
  const modals = state.modals.map((view) =>
    view.id === spot.viewId
      ? { ...view, values: { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: value } } }
      : view,
  )
  return { ...state, modals }
}

/** What the page knows and can do as one person. */
export interface Live {
  readonly state: ClientState | undefined
  /** False while the line to the workspace is down. */
  readonly isOnline: boolean
  readonly act: (asked: Act) => Promise<Outcome>
  readonly suggest: (asked: Extract<Act, { act: 'suggest' }>) => Promise<OptionsOutcome>
}

const post = async <T>(
  as: string,
  asked: Act,
): Promise<T | { readonly ok: false; readonly error: string }> => {
  try {
    const response = await fetch(`/client/act?as=${as}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    })
    return (await response.json()) as T
  } catch {
    return { ok: false, error: 'The workspace does not answer.' }
  }
}

const load = async <T>(path: string): Promise<T> => (await (await fetch(path)).json()) as T

export const loadPeople = (): Promise<readonly Person[]> => load('/client/people')

/** Loads the workspace as this person sees it and follows it; comes back by itself when the line breaks. */
export const useLive = (as: string | undefined, onNew: (message: Message) => void): Live => {
  const [state, setState] = useState<ClientState | undefined>(undefined)
  const [isOnline, setOnline] = useState(true)
  const heard = useRef(onNew)
  heard.current = onNew
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  useEffect(() => {
    if (as === undefined) return
    let ended = false
    let socket: WebSocket | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    setState(undefined)
    const connect = async () => {
      const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/client/live?as=${as}`
      const missed: LiveLine[] = []
      let isLoaded = false
      socket = new WebSocket(address)
      socket.onmessage = ({ data }) => {
        const line = JSON.parse(String(data)) as LiveLine
        if (!isLoaded) missed.push(line)
        else setState((before) => (before === undefined ? before : applyChange(before, line)))
        if (line.change.kind === 'message' && line.change.isNew) heard.current(line.change.message)
      }
      socket.onclose = () => {
        if (ended) return
        setOnline(false)
        again = setTimeout(() => void connect(), 1000)
      }
      const opened = socket
      opened.onopen = async () => {
        try {
          const loaded = await load<ClientState>(`/client/state?as=${as}`)
          if (ended) return
          isLoaded = true
          setState(missed.reduce(applyChange, loaded))
          setOnline(true)
        } catch {
          // The workspace went away in between; closing starts the next try.
          opened.close()
        }
      }
    }
    void connect()
    return () => {
      ended = true
      clearTimeout(again)
      socket?.close()
    }
  }, [as])

  /** Acts go one after another, so that what was typed is there before it is submitted. */
  const act = useCallback(
    (asked: Act): Promise<Outcome> => {
      if (isEntry(asked)) setState((before) => before && withEntry(before, asked))
      const next = queue.current.then(() => post<Outcome>(as ?? '', asked))
      if (asked.act === 'fill') queue.current = next
      return next
    },
    [as],
  )
  const suggest = useCallback(
    (asked: Extract<Act, { act: 'suggest' }>) => post<OptionsOutcome>(as ?? '', asked),
    [as],
  )
  return { state, isOnline, act, suggest }
}
