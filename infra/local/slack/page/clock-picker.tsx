import { useEffect, useMemo, useState } from 'react'
import { Icon } from './icons.tsx'
import { MenuButton } from './menu.tsx'
import { useWorkspace } from './workspace-context.ts'

const MINUTE = 60_000

const steps = [
  { label: '5 minutes', ms: 5 * MINUTE },
  { label: '15 minutes', ms: 15 * MINUTE },
  { label: '1 hour', ms: 60 * MINUTE },
  { label: '8 hours', ms: 8 * 60 * MINUTE },
  { label: '1 day', ms: 24 * 60 * MINUTE },
]

/** The workspace's present in milliseconds, given what it was when it was last heard of; moves on every ten seconds. */
export const useWorkspaceTime = (heard: number | undefined): number => {
  const ahead = useMemo(() => (heard === undefined ? 0 : heard - Date.now()), [heard])
  const [here, setHere] = useState(Date.now)
  useEffect(() => {
    setHere(Date.now())
    const timer = setInterval(() => setHere(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return here + ahead
}

/** As the person's own clock shows it. */
const shownTime = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(
    at,
  )

/** Shows the time in the workspace and lets it pass faster. */
export const ClockPicker = () => {
  const { state, now, live } = useWorkspace()
  const shown = shownTime(now, state.me.tz)
  return (
    <div className="picker">
      <MenuButton
        label={`It is ${shown}. Move the clock`}
        face={
          <>
            <Icon name="clock" size={16} />
            <span className="picker-name">{shown}</span>
          </>
        }
        className="picker-button"
        heading="Let time pass, in Slack and in AWS"
        items={steps.map(({ label, ms }) => ({
          key: label,
          face: label,
          onPick: () => void live.act({ act: 'move-clock', ms }),
        }))}
      />
    </div>
  )
}
