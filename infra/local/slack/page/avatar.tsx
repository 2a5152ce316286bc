import { personById, useWorkspace } from './workspace-context.ts'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase()

/** The app's picture: a shield, drawn the same for every app. */
const AppMark = () => (
  <svg viewBox="0 0 36 36" aria-hidden="true">
    <rect width="36" height="36" fill="#0f6b63" />
    <path
      d="M18 7.500l8.500 3.200v6.800c0 5.200-3.500 9.300-8.500 11.200-5-1.900-8.500-6-8.500-11.200v-6.800z"
      fill="rgba(255,255,255,.16)"
      stroke="#fff"
      strokeWidth="1.800"
      strokeLinejoin="round"
    />
    <path
      d="M14.200 18.100l2.800 2.800 5-5.400"
      fill="none"
      stroke="#fff"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

/** Somebody's picture: initials on their colour. The name beside it says who, so it is hidden from screen readers. */
export const Avatar = ({ userId, size = 36 }: { readonly userId: string; readonly size?: number }) => {
  const { state } = useWorkspace()
  const style = { width: size, height: size, fontSize: size * 0.4 }
  if (userId === state.app.botUserId)
    return (
      <span className="avatar" style={style} aria-hidden="true">
        <AppMark />
      </span>
    )
  const person = personById(state, userId)
  return (
    <span className="avatar" style={{ ...style, background: person?.colour ?? '#616061' }} aria-hidden="true">
      {person === undefined ? '✱' : initials(person.realName)}
    </span>
  )
}
