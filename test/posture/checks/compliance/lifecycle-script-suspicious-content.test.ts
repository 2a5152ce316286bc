import { expect, it } from 'vitest'
import { lifecycleScriptSuspiciousContent } from '../../../../src/posture/checks/compliance/lifecycle-script-suspicious-content.ts'
import type { Sighting } from '../../../../src/posture/inventory/resource.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judged = (suspicious: readonly Sighting[]) =>
  verdicts(
    lifecycleScriptSuspiciousContent,
    snapshotOf({
      notebookLifecycleConfigs: [
        a('notebookLifecycleConfigs', { name: 'notebook', secrets: [], suspicious }),
      ],
      studioLifecycleConfigs: [a('studioLifecycleConfigs', { name: 'studio', secrets: [], suspicious })],
    }),
  )

it('fails where something was recognised, in both kinds', () => {
  const evidence = 'fail: Recognised: reverse shell (OnStart line 2).'
  expect(judged([{ rule: 'reverse shell', place: 'OnStart line 2' }])).toEqual([
    `notebook ${evidence}`,
    `studio ${evidence}`,
  ])
})

it('passes where nothing was', () => {
  const evidence = 'pass: Nothing suspicious was recognised.'
  expect(judged([])).toEqual([`notebook ${evidence}`, `studio ${evidence}`])
})

it('does not apply without lifecycle configurations', () => {
  const none = snapshotOf({ notebookLifecycleConfigs: [], studioLifecycleConfigs: [] })
  expect(verdicts(lifecycleScriptSuspiciousContent, none)).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})

it('is unknown where scripts are hidden', () => {
  const hidden = snapshotOf({ notebookLifecycleConfigs: [] }, [aGap({ kind: 'studioLifecycleConfigs' })])
  expect(verdicts(lifecycleScriptSuspiciousContent, hidden)).toContainEqual(
    expect.stringContaining('unknown'),
  )
})
