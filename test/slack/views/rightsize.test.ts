import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../infra/local/slack/validator/payload.ts'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import {
  noRightsize,
  readingRole,
  rightsizeMessage,
  roleProgress,
  whichRole,
} from '../../../src/slack/views/rightsize.ts'
import { anEvidence, aService, aStatement } from '../../activity/rightsize/rows.ts'
import { aRightsized } from '../../support/activity.ts'
import { T0 } from '../../support/grants.ts'

const HOSTILE = `<!channel> ${'x'.repeat(400)}\u202e`
const policy = (...actions: readonly string[]) => ({
  name: 'p',
  document: { statements: [aStatement({ actions })] },
})
const shown = (message: object) => JSON.stringify(message)

describe('a smaller policy, told', () => {
  it('says what is left out, what was used, and what nobody can say', () => {
    const message = shown(
      rightsizeMessage(
        aRightsized([
          policy('sagemaker:DescribeEndpoint', 'sagemaker:DeleteModel', 'sagemaker:InvokeEndpoint'),
        ]),
      ),
    )
    expect(message).toContain('leaves out 1 permission')
    for (const heading of ['Left out: certainly not used', 'Kept: used', 'Kept: nobody can say'])
      expect(message).toContain(heading)
    expect(message).toContain('Nothing was changed in IAM')
  })

  it('says what it does not know: gaps, policies that could not be read, a boundary', () => {
    const evidence = anEvidence([], null, { gaps: ['LookupEvents was denied.'] })
    const report = aRightsized([policy('*'), { name: 'hidden', document: undefined }], evidence, {
      boundary: 'edge',
    })
    const message = shown(rightsizeMessage(report))
    expect(message).toContain('LookupEvents was denied.')
    expect(message).toContain('hidden: it is not in the smaller policy, so keep it.')
    expect(message).toContain('Its boundary edge')
  })

  it('says that a role of which nothing was used may not be needed', () => {
    const message = rightsizeMessage(
      aRightsized(
        [policy('sagemaker:DeleteModel')],
        anEvidence([], [aService('sagemaker', { lastAt: null, lastRegion: null })]),
      ),
    )
    expect(message.text).toContain('it may not be needed at all')
  })

  it('says that nothing can be left out where nobody can say more', () => {
    const message = rightsizeMessage(aRightsized([policy('sagemaker:InvokeEndpoint')]))
    expect(message.text).toContain('Nothing can be left out')
  })

  it.each([
    [6000, ''],
    [7000, 'not as one managed policy'],
    [11_000, 'split it'],
  ])('of %d characters says where it fits', (size, words) => {
    expect(
      rightsizeMessage({ ...aRightsized([policy('sagemaker:Describe*', 'sagemaker:DeleteModel')]), size })
        .text,
    ).toContain(words)
  })

  it('lets no name do anything, and stays within the limits', () => {
    const many = Array.from({ length: 500 }, (_, i) => `sagemaker:${HOSTILE}${i}`)
    const services = [aService('sagemaker'), aService('s3')]
    const report = aRightsized(
      [{ name: HOSTILE, document: undefined }, policy(...many, ...many.map((each) => `s3:${each}*`))],
      anEvidence(many.slice(0, 100), services, {
        gaps: Array.from({ length: 30 }, (_, i) => `${HOSTILE}${i}`),
      }),
      {
        name: HOSTILE,
        boundary: HOSTILE,
        can: Array.from({ length: 8 }, () => HOSTILE),
        doubts: [HOSTILE],
        awsOwned: true,
      },
    )
    for (const message of [
      rightsizeMessage(report),
      readingRole(HOSTILE, T0),
      roleProgress(HOSTILE, { events: 3, reached: null }, 2),
      noRightsize(HOSTILE, { code: 'not-allowed' }),
      noRightsize(HOSTILE, { code: 'unknown-role', suggestions: ['a', 'b'], gap: HOSTILE }),
      noRightsize(HOSTILE, { code: 'not-seen', words: HOSTILE }),
      whichRole(),
    ]) {
      expect(checkMessage(message)).toEqual([])
      expect(checkMessageBlocks([...message.blocks])).toEqual([])
      expect(shown(message)).not.toMatch(/<!channel>|\u202e/)
    }
  })
})
