import { describe, expect, it } from 'vitest'
import { regionProblems } from '../../infra/run/region-names.ts'

const nowhere = async () => false

describe('names of Regions', () => {
  it.each([
    [['eu-west-1', 'us-gov-west-1', 'cn-north-1'], []],
    [['eu-west-9'], ['There is no AWS Region eu-west-9. Did you mean eu-west-1, eu-west-2, eu-west-3?']],
    [
      ['us-esat-1', 'eu-west-1'],
      [expect.stringMatching(/^There is no AWS Region us-esat-1\. Did you mean us-east-1/)],
    ],
    [['zz-nowhere-land-7'], ['There is no AWS Region zz-nowhere-land-7.']],
  ])('%j: what is wrong is %j', async (names, problems) => {
    expect(await regionProblems(names, nowhere)).toEqual(problems)
  })

  it('does not speak against a Region that is newer than this program', async () => {
    expect(await regionProblems(['eu-west-9'], async () => true)).toEqual([])
  })
})
