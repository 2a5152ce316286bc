import { describe, expect, it } from 'vitest'
import { closeOutMessage } from '../../../src/slack/views/close-out.ts'
import { aCloseOut } from '../../support/access.ts'
import { T0 } from '../../support/grants.ts'

const said = (change: Parameters<typeof aCloseOut>[0]) => JSON.stringify(closeOutMessage(aCloseOut(change)))
const nothing = { used: [], unused: [], notObservable: [], denied: [] }
const call = { action: 'sagemaker:DescribeEndpoint', times: 2, firstAt: T0, lastAt: T0, resources: [] }

describe('a close-out', () => {
  it('says that nothing was used only where all of it could have been seen', () => {
    expect(said(nothing)).toContain('It was not used.')
  })

  it.each([
    [{ ...nothing, gaps: ['The trail could not be read.'] }],
    [{ ...nothing, notObservable: ['sagemaker:InvokeEndpoint'] }],
  ])('never calls nothing what could not be seen: %j', (change) => {
    expect(said(change)).not.toContain('It was not used.')
    expect(said(change)).toContain('not everything could be seen')
  })

  it('keeps what the trail does not show apart from what was not used', () => {
    const words = said({})
    expect(words.indexOf('Granted and not used')).toBeLessThan(words.indexOf('InvokeEndpointAsync'))
    expect(words).toContain('Used or not, nobody can say')
  })

  it('warns of what still runs, and loudly of what was done outside its time', () => {
    const stillRunning = [{ arn: 'arn:aws:sagemaker:eu-west-1:1:endpoint/copy', status: 'InService' }]
    expect(said({ stillRunning })).toContain('1 thing that it made still runs.')
    expect(said({ outside: [call] })).toContain('Something was done outside its time.')
    expect(said({})).not.toContain('outside its time')
  })
})
