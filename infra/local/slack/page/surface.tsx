import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { isObject, type JsonObject, object, text } from '../json.ts'
import type { OptionsOutcome } from '../outcome.ts'
import { useConfirm } from './confirm.tsx'
import { useWorkspace } from './workspace-context.ts'

/** Which message or view the blocks belong to. */
type SpotRef = { readonly channel: string; readonly ts: string } | { readonly viewId: string }

type Values = Readonly<Record<string, JsonObject>>

/** What the elements of one message or view share. */
export interface Surface {
  readonly kind: 'message' | 'modal' | 'home'
  /** What an element holds now, in the shape of view.state.values. */
  readonly heldBy: (blockId: string, actionId: string) => JsonObject | undefined
  /** block_id/action_id of the element whose request is under way. */
  readonly busy: string | undefined
  /** block_id → what is wrong with its input. */
  readonly errors: Readonly<Record<string, string>>
  /** Sends what was chosen or pressed; asks first when the element has a confirm dialog. */
  readonly touch: (element: JsonObject, blockId: string, value: JsonObject) => Promise<void>
  /** Keeps what was entered without telling the app. */
  readonly fill: (element: JsonObject, blockId: string, value: JsonObject) => void
  readonly suggest: (element: JsonObject, blockId: string, query: string) => Promise<OptionsOutcome>
}

const SurfaceContext = createContext<Surface | undefined>(undefined)

export const useSurface = (): Surface => {
  const surface = useContext(SurfaceContext)
  if (surface === undefined) throw new Error('Outside of a message or view')
  return surface
}

interface Props {
  readonly kind: Surface['kind']
  readonly spot: SpotRef
  readonly values?: Values
  readonly errors?: Readonly<Record<string, string>>
  readonly onFailure: (words: string | undefined) => void
  readonly children: ReactNode
}

const none = {}

/** Gives the elements inside their values and their way to the app. */
export const SurfaceProvider = ({ kind, spot, values = none, errors = none, onFailure, children }: Props) => {
  const { live } = useWorkspace()
  const confirm = useConfirm()
  const [local, setLocal] = useState<Values>(none)
  const [busy, setBusy] = useState<string | undefined>(undefined)
  const spotKey = JSON.stringify(spot)

  const remember = useCallback((blockId: string, actionId: string, value: JsonObject) => {
    if (Object.keys(value).length > 0)
      setLocal((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: value } }))
  }, [])

  const surface = useMemo((): Surface => {
    const where = JSON.parse(spotKey) as SpotRef
    const ids = (element: JsonObject, blockId: string) => ({
      spot: where,
      blockId,
      actionId: text(element.action_id) ?? '',
    })
    return {
      kind,
      busy,
      errors,
      heldBy: (blockId, actionId) => {
        const value = local[blockId]?.[actionId] ?? values[blockId]?.[actionId]
        return isObject(value) ? value : undefined
      },
      touch: async (element, blockId, value) => {
        if (isObject(element.confirm) && !(await confirm(object(element.confirm)))) return
        const at = ids(element, blockId)
        remember(blockId, at.actionId, value)
        onFailure(undefined)
        setBusy(`${blockId}/${at.actionId}/${text(element.value) ?? ''}`)
        const outcome = await live.act({ act: 'touch', ...at, value })
        setBusy(undefined)
        if (!outcome.ok) onFailure(outcome.error)
      },
      fill: (element, blockId, value) => {
        const at = ids(element, blockId)
        remember(blockId, at.actionId, value)
        void live.act({ act: 'fill', ...at, value })
      },
      suggest: (element, blockId, query) => live.suggest({ act: 'suggest', ...ids(element, blockId), query }),
    }
  }, [kind, spotKey, busy, errors, local, values, live, confirm, remember, onFailure])

  return <SurfaceContext value={surface}>{children}</SurfaceContext>
}
