import type { Message } from '../shapes.ts'
import { Icon } from './icons.tsx'
import { MenuButton } from './menu.tsx'
import { useWorkspace } from './workspace-context.ts'

interface Props {
  readonly message: Message
  /** Hears why a shortcut did not work. */
  readonly onFailure: (words: string | undefined) => void
}

/** “More actions” of a message: the message shortcuts that the app declares. Nothing where it declares none. */
export const MessageMenu = ({ message, onFailure }: Props) => {
  const { state, live } = useWorkspace()
  if (state.shortcuts.length === 0) return null
  const use = async (callbackId: string) => {
    onFailure(undefined)
    const { channel, ts } = message
    const outcome = await live.act({ act: 'shortcut', channel, ts, callbackId })
    if (!outcome.ok) onFailure(outcome.error)
  }
  return (
    <MenuButton
      label="More actions"
      face={<Icon name="dots" />}
      className="icon-button"
      heading="Shortcuts of apps"
      items={state.shortcuts.map(({ name, callbackId }) => ({
        key: callbackId,
        face: (
          <span>
            {name}
            <small>{state.app.name}</small>
          </span>
        ),
        onPick: () => void use(callbackId),
      }))}
    />
  )
}
