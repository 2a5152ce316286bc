import { expect, it } from 'vitest'
import { notebookLifecycleConfigAttached } from '../../../../src/posture/checks/compliance/notebook-lifecycle-config-attached.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'

it.each([
  [
    aNotebook({ lifecycleConfigName: 'hardening' }),
    'pass: The lifecycle configuration hardening is attached.',
  ],
  [aNotebook(), 'fail: No lifecycle configuration is attached.'],
])('%#: %s', (notebook, expected) => {
  expect(verdicts(notebookLifecycleConfigAttached, snapshotOf({ notebooks: [notebook] }))).toEqual([
    `sample ${expected}`,
  ])
})

it('only informs, for none is the safest state', () => {
  expect(notebookLifecycleConfigAttached).toMatchObject({ tier: 'advisory', severity: 'informational' })
})

it('is unknown where notebooks are hidden', () => {
  expect(verdicts(notebookLifecycleConfigAttached, snapshotOf({}, [aGap({ kind: 'notebooks' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
})
