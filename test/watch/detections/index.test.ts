import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHECKS } from '../../../src/posture/checks/index.ts'
import { parseScope } from '../../../src/posture/scope/scope-words.ts'
import { DETECTIONS } from '../../../src/watch/detections/index.ts'
import { ROOT } from '../../support/sources.ts'

const FOLDER = join(ROOT, 'src/watch/detections')

describe('the list of detections', () => {
  it('holds every file of its folder, in order, each under the name of its file', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'index.ts')
    expect(DETECTIONS.map(({ id }) => `${id}.ts`)).toEqual(files.toSorted((a, b) => a.localeCompare(b)))
  })

  it('has a test for each', () => {
    const untested = DETECTIONS.filter(({ id }) => !existsSync(join(import.meta.dirname, `${id}.test.ts`)))
    expect(untested.map(({ id }) => id)).toEqual([])
  })

  it('says in plain words what happened, why it matters and what to do', () => {
    const wrong = DETECTIONS.filter(
      ({ title, why, respond }) =>
        title.length > 80 ||
        title.endsWith('.') ||
        !/^[A-Z].{40,300}\.$/.test(why) ||
        !/^[A-Z].{20,300}\.$/.test(respond),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('opens an audit that there is', () => {
    const wrong = DETECTIONS.filter(({ audit }) => !parseScope([audit], CHECKS, ['eu-west-1']).ok)
    expect(wrong.map(({ id, audit }) => [id, audit])).toEqual([])
  })
})
