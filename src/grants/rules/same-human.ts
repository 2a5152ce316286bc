import type { PersonKey } from '../terms.ts'
import type { AccessPolicy } from './access-policy.ts'
import { sameSomebody } from './linked.ts'

/** Whether two Slack accounts are one human, as far as the policy knows: in some account they are the same AWS identity. */
export function sameHuman(policy: AccessPolicy, a: PersonKey, b: PersonKey): boolean {
  if (a === b) return true
  const own = principalsOf(policy, a)
  const others = principalsOf(policy, b)
  return Object.entries(own).some(([account, principal]) => {
    const other = others[account]
    return other !== undefined && sameSomebody(principal, other)
  })
}

function principalsOf({ people }: AccessPolicy, person: PersonKey) {
  return people.find(({ slack }) => slack === person)?.principals ?? {}
}
