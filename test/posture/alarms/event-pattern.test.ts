import { describe, expect, it } from 'vitest'
import { anyEvent, anyEventOf } from '../../../src/posture/alarms/event-pattern.ts'

describe('filter patterns', () => {
  it('name each event once', () => {
    expect(anyEvent(['kms/DisableKey', 'kms/ScheduleKeyDeletion', 'kms/DisableKey'])).toBe(
      '{ ($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion") }',
    )
  })

  it('can be limited to a service, without which names collide', () => {
    expect(anyEventOf(['organizations/CreatePolicy'])).toBe(
      '{ ($.eventSource = "organizations.amazonaws.com") && (($.eventName = "CreatePolicy")) }',
    )
  })

  it('are not made from nothing', () => {
    expect(() => anyEventOf([])).toThrow('A pattern needs an event.')
  })
})
