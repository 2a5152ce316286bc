import { parseArn } from '../base/arn.ts'
import type { Trail } from '../posture/inventory/watch.ts'

/** A log group that trails write to. */
export interface TrailLogGroup {
  readonly region: string
  readonly name: string
}

/** The log groups of this account that trails write to, each once, in whatever Region they are. */
export function trailLogGroups(trails: readonly Trail[], account: string): readonly TrailLogGroup[] {
  const found = new Map<string, TrailLogGroup>()
  for (const { logGroupArn } of trails) {
    const arn = parseArn(logGroupArn ?? '')
    const name = /^log-group:([^:]+)/.exec(arn?.resource ?? '')?.[1]
    if (!arn || name === undefined || arn.account !== account) continue
    found.set(`${arn.region} ${name}`, { region: arn.region, name })
  }
  return [...found.values()]
}

/** The audited Regions, and those where trails of this account write their logs. */
export function watchedRegions(
  trails: readonly Trail[],
  account: string,
  audited: readonly string[],
): readonly string[] {
  return [...new Set([...audited, ...trailLogGroups(trails, account).map((group) => group.region)])]
}
