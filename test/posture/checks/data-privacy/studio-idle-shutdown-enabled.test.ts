import { describe, expect, it } from 'vitest'
import { studioIdleShutdownEnabled } from '../../../../src/posture/checks/data-privacy/studio-idle-shutdown-enabled.ts'
import type { IdleShutdown } from '../../../../src/posture/inventory/studio.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aDomain } from '../../../support/samples.ts'

const app = (appType: IdleShutdown['appType'], timeoutMinutes?: number, enabled = true): IdleShutdown => ({
  appType,
  enabled,
  ...(timeoutMinutes !== undefined && { timeoutMinutes }),
})
const domain = (idleShutdown: readonly IdleShutdown[]) =>
  snapshotOf({ domains: [aDomain({ idleShutdown })], userProfiles: [] })
const profile = (idleShutdown?: readonly IdleShutdown[]) => {
  const own = idleShutdown === undefined ? {} : { idleShutdown }
  const fields = { name: 'ana', domainId: 'd-1', status: 'InService', securityGroupIds: [], ...own }
  return snapshotOf({ domains: [], userProfiles: [a('userProfiles', fields)] })
}
const judged = (world: ReturnType<typeof snapshotOf>, limit = 120) =>
  verdicts(studioIdleShutdownEnabled, world, { idleTimeoutMinutes: limit })

describe('studio-idle-shutdown-enabled', () => {
  it.each<[readonly IdleShutdown[], string]>([
    [[app('JupyterLab', 60), app('CodeEditor', 120)], 'pass: Idle apps shut down within 120 minutes.'],
    [[app('JupyterLab', 60)], 'fail: CodeEditor apps never shut down when idle'],
    [
      [app('JupyterLab', 60, false), app('CodeEditor', 240)],
      'fail: JupyterLab apps never shut down when idle; CodeEditor apps wait 240 minutes; at most 120 are allowed',
    ],
    [[app('JupyterLab'), app('CodeEditor', 60)], 'fail: JupyterLab apps have no idle timeout'],
    [[], 'fail: JupyterLab apps never shut down when idle; CodeEditor apps never shut down when idle'],
  ])('a domain with %j: %s', (apps, expected) => {
    expect(judged(domain(apps))).toEqual([`studio ${expected}`])
  })

  it('has the limit of the baseline', () => {
    expect(judged(domain([app('JupyterLab', 60), app('CodeEditor', 60)]), 30)).toEqual([
      expect.stringContaining('fail'),
    ])
  })

  it('judges a profile by what it overrides', () => {
    expect(judged(profile([app('JupyterLab', 600)]))).toEqual([
      'ana fail: JupyterLab apps wait 600 minutes; at most 120 are allowed',
    ])
    expect(judged(profile([app('JupyterLab', 60)]))).toEqual([
      'ana pass: Idle apps shut down within 120 minutes.',
    ])
    expect(judged(profile())).toEqual(['ana not-applicable: It inherits the settings of its domain.'])
  })

  it('is unknown where domains are hidden', () => {
    expect(judged(snapshotOf({ domains: [], userProfiles: [] }, [aGap({ kind: 'domains' })]))).toContainEqual(
      expect.stringContaining('unknown'),
    )
  })

  it('does not apply without domains', () => {
    expect(judged(snapshotOf({ domains: [], userProfiles: [] }))).toEqual([
      expect.stringContaining('not-applicable'),
    ])
  })
})
