import { describe, expect, it } from 'vitest'
import { fail, notApplicable, pass } from '../../../src/posture/check.ts'
import { Undecided, Unseen } from '../../../src/posture/snapshot.ts'
import { anySeen, type Open, verdictOfAll } from '../../../src/posture/verdicts/verdict-of-all.ts'
import { aGap } from '../../support/inventory.ts'

const hidden = (): never => {
  throw new Unseen(aGap({ kind: 'keys' }))
}
const open: Open = { status: 'open', reason: 'A parameter decides' }

describe('a verdict on several questions', () => {
  it('fails for what fails, whatever else is hidden', () => {
    expect(verdictOfAll([hidden, () => pass('fine'), () => fail('wrong'), () => open])).toEqual(fail('wrong'))
  })

  it('is unseen where nothing fails and something is hidden', () => {
    expect(() => verdictOfAll([() => pass('fine'), () => open, hidden])).toThrow(Unseen)
  })

  it('is undecided where nothing fails and a question cannot be decided', () => {
    const elsewhere = () => {
      throw new Undecided('another account knows')
    }
    expect(() => verdictOfAll([() => pass('fine'), elsewhere])).toThrow(Undecided)
    expect(verdictOfAll([elsewhere, () => fail('wrong')])).toEqual(fail('wrong'))
  })

  it('says nothing where a question is open', () => {
    expect(verdictOfAll([() => pass('fine'), () => open])).toEqual(notApplicable('A parameter decides'))
  })

  it('passes where a question passes and the others do not apply', () => {
    expect(verdictOfAll([() => notApplicable('not here'), () => pass('fine')])).toEqual(pass('fine'))
  })

  it('does not apply where no question does', () => {
    expect(verdictOfAll([() => notApplicable('not here')])).toEqual(notApplicable('not here'))
    expect(verdictOfAll([])).toEqual(notApplicable('There is nothing to judge.'))
  })

  it('tells every problem once, and at most four of them', () => {
    const problems = ['a', 'a', 'b', 'c', 'd', 'e', 'f'].map((text) => () => fail(text))
    expect(verdictOfAll(problems)).toEqual(fail('a; b; c; d; and 2 more'))
  })

  it('does not swallow a crash', () => {
    const crash = () => {
      throw new TypeError('broken')
    }
    expect(() => verdictOfAll([() => fail('wrong'), crash])).toThrow(TypeError)
    expect(() => anySeen([crash, () => true])).toThrow(TypeError)
  })
})

describe('a question of whether any', () => {
  it('is settled by a yes, whatever else is hidden', () => {
    expect(anySeen([hidden, () => true])).toBe(true)
  })

  it('is unseen where nothing says yes and something is hidden', () => {
    expect(() => anySeen([hidden, () => false])).toThrow(Unseen)
  })

  it('is no where everything says no', () => {
    expect(anySeen([() => false])).toBe(false)
  })
})
