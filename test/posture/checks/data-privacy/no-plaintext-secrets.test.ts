import { describe, expect, it } from 'vitest'
import { noPlaintextSecretsChecks } from '../../../../src/posture/checks/data-privacy/no-plaintext-secrets.ts'
import type { Inventory, Kind } from '../../../../src/posture/inventory/index.ts'
import type { Sighting } from '../../../../src/posture/inventory/resource.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aModel, aPart, aWorkload, named } from '../../../support/samples.ts'

const check = (id: string) => named(noPlaintextSecretsChecks, id)
const TOKEN: Sighting = { rule: 'GitHub token', place: 'Environment.TOKEN' }
const part = (secrets: readonly Sighting[]) => [aPart({ secrets })]

const scripts = (secrets: readonly Sighting[]) => ({
  notebookLifecycleConfigs: [a('notebookLifecycleConfigs', { secrets, suspicious: [] })],
})

/** A resource of each kind with these secrets in it. */
const RESOURCES: {
  readonly [id: string]: (secrets: readonly Sighting[]) => { [K in Kind]?: readonly Inventory[K][] }
} = {
  'notebook-lifecycle-no-secrets': scripts,
  'studio-lifecycle-no-secrets': (secrets) => ({
    studioLifecycleConfigs: [a('studioLifecycleConfigs', { secrets, suspicious: [], appType: 'JupyterLab' })],
  }),
  'training-no-plaintext-secrets': (secrets) => ({
    trainingJobs: [aWorkload('trainingJobs', part(secrets))],
  }),
  'processing-no-plaintext-secrets': (secrets) => ({
    processingJobs: [aWorkload('processingJobs', part(secrets))],
  }),
  'transform-no-plaintext-secrets': (secrets) => ({
    transformJobs: [aWorkload('transformJobs', part(secrets))],
  }),
  'model-no-plaintext-secrets': (secrets) => ({
    models: [
      aModel({
        name: 'sample',
        containers: [
          { name: 'main', secrets: [] },
          { name: 'side', secrets },
        ],
      }),
    ],
  }),
  'pipeline-no-plaintext-secrets': (secrets) => ({ pipelines: [aWorkload('pipelines', part(secrets))] }),
}

describe.each(Object.entries(RESOURCES))('%s', (id, resources) => {
  const kind = check(id).of

  it('fails where a secret was recognised, and names rule and place alone', () => {
    expect(verdicts(check(id), snapshotOf(resources([TOKEN])))).toEqual([
      'sample fail: Recognised, without keeping it: GitHub token (Environment.TOKEN).',
    ])
  })

  it('passes where none was', () => {
    expect(verdicts(check(id), snapshotOf(resources([])))).toEqual(['sample pass: No secret was recognised.'])
  })

  it('does not apply where there is none of the kind', () => {
    expect(verdicts(check(id), snapshotOf({ [kind]: [] }))).toEqual([
      expect.stringContaining('not-applicable: There are no'),
    ])
  })

  it('is unknown where the kind is hidden', () => {
    expect(verdicts(check(id), snapshotOf({ [kind]: [] }, [aGap({ kind })]))).toEqual([
      expect.stringContaining('unknown: Could not be seen'),
    ])
  })
})

describe('lifecycle scripts', () => {
  it('are judged whether a notebook uses them or not', () => {
    const world = snapshotOf({ notebooks: [], ...scripts([TOKEN]) })
    expect(verdicts(check('notebook-lifecycle-no-secrets'), world)).toEqual([expect.stringContaining('fail')])
  })
})

describe('many sightings', () => {
  it('are counted, the same one once', () => {
    const many = [1, 2, 3, 4, 5, 5].map((line) => ({ rule: 'private key', place: `OnStart line ${line}` }))
    const world = snapshotOf(scripts(many))
    expect(verdicts(check('notebook-lifecycle-no-secrets'), world)).toEqual([
      'sample fail: Recognised, without keeping it: private key (OnStart line 1), private key (OnStart line 2), private key (OnStart line 3) and 2 more.',
    ])
  })
})

describe('pipelines', () => {
  const judged = (fields: Record<string, unknown>) =>
    verdicts(
      check('pipeline-no-plaintext-secrets'),
      snapshotOf({ pipelines: [aWorkload('pipelines', [], fields)] }),
    )

  it('are searched in their parameters too', () => {
    expect(judged({ secrets: [{ rule: 'private key', place: 'Parameters.Key' }] })).toEqual([
      'sample fail: Recognised, without keeping it: private key (Parameters.Key).',
    ])
  })

  it('are unknown where the definition cannot be read', () => {
    expect(judged({ definitionReadable: false })).toEqual([
      'sample unknown: The definition of the pipeline could not be read.',
    ])
  })
})
