import { expect, it } from 'vitest'
import { notebookSupportedPlatform } from '../../../../src/posture/checks/compliance/notebook-supported-platform.ts'
import type { Notebook } from '../../../../src/posture/inventory/notebooks.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aNotebook } from '../../../support/resources.ts'

it.each<[Partial<Notebook>, string]>([
  [{ platform: 'notebook-al2023-v1' }, 'pass: It runs notebook-al2023-v1.'],
  [{ platform: 'notebook-al2-v3' }, 'fail: It runs notebook-al2-v3; supported: notebook-al2023-v1.'],
  [
    { platform: 'notebook-al1-v1', status: 'Stopped' },
    'fail: It runs notebook-al1-v1; supported: notebook-al2023-v1.',
  ],
  [{}, 'unknown: AWS names no platform for it.'],
])('%j: %s', (fields, expected) => {
  expect(verdicts(notebookSupportedPlatform, snapshotOf({ notebooks: [aNotebook(fields)] }))).toEqual([
    `sample ${expected}`,
  ])
})

it('is unknown where notebooks are hidden', () => {
  expect(verdicts(notebookSupportedPlatform, snapshotOf({}, [aGap({ kind: 'notebooks' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
})

it('does not apply without notebooks', () => {
  expect(verdicts(notebookSupportedPlatform, snapshotOf({ notebooks: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
