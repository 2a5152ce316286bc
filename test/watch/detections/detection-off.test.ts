import { describe, expect, it } from 'vitest'
import { detectionOff } from '../../../src/watch/detections/detection-off.ts'
import { anEvent, sightingsOf } from '../../support/trail.ts'

describe('a security service', () => {
  it.each([
    ['guardduty', 'DeleteDetector', { detectorId: '12abc34d' }, '12abc34d'],
    ['config', 'StopConfigurationRecorder', { configurationRecorderName: 'default' }, 'default'],
    ['securityhub', 'DisableSecurityHub', null, 'securityhub.amazonaws.com'],
    ['ec2', 'DeleteFlowLogs', { flowLogIds: ['fl-1'] }, 'fl-1'],
    ['monitoring', 'DeleteAlarms', { alarmNames: ['root-used'] }, 'root-used'],
  ])('is told when %s answers %s', (service, name, asked, subject) => {
    const event = anEvent(name, asked, { eventSource: `${service}.amazonaws.com` })
    expect(sightingsOf(detectionOff, [event])).toEqual([{ subject, more: name }])
  })

  it.each([
    ['switched on', anEvent('EnableSecurityHub', {}, { eventSource: 'securityhub.amazonaws.com' })],
    ['refused to be switched off', anEvent('DeleteDetector', {}, { errorCode: 'AccessDeniedException' })],
  ])('is not told when it is %s', (_, event) => {
    expect(sightingsOf(detectionOff, [event])).toEqual([])
  })
})
