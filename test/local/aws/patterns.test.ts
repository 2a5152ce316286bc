import { describe, expect, it } from 'vitest'
import { matchesEvent, parseEventPattern } from '../../../infra/local/aws/patterns/event-pattern.ts'
import { matchesLog, parseFilterPattern } from '../../../infra/local/aws/patterns/filter-pattern.ts'

const logMatches = (pattern: string, message: string): boolean | string => {
  const parsed = parseFilterPattern(pattern)
  return parsed.ok ? matchesLog(parsed.value, message) : parsed.reason
}

const signIn = JSON.stringify({
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  errorMessage: 'Failed authentication',
  additionalEventData: { MFAUsed: 'No', attempts: 3 },
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
  resources: [{ type: 'user' }, { type: 'role' }],
  requestParameters: { flag: true, nothing: null, off: false },
  'odd name': 'yes',
})

describe('a JSON filter pattern', () => {
  it.each<readonly [string, boolean]>([
    ['{ $.eventName = ConsoleLogin }', true],
    ['{ $.eventName = "ConsoleLogin" }', true],
    ['{$.eventName=ConsoleLogin}', true],
    ['{ $.eventName = consolelogin }', false],
    ['{ $.eventName = Console* }', true],
    ['{ $.eventName = "*Login" }', true],
    ['{ $.eventName = *nsole* }', true],
    ['{ $.eventName != ConsoleLogin }', false],
    ['{ $.eventName != Other }', true],
    ['{ $.notThere != Other }', false],
    ['{ $.notThere = Other }', false],
    ['{ $.additionalEventData.MFAUsed != "Yes" }', true],
    ['{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }', true],
    ['{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Other") }', false],
    ['{ ($.eventName = Other) || ($.errorMessage = "Failed*") }', true],
    ['{ $.eventName = Other || $.eventName = ConsoleLogin && $.eventType = Wrong }', false],
    ['{ ($.eventName = Other || $.eventName = ConsoleLogin) && $.eventType = AwsConsoleSignIn }', true],
    [
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      true,
    ],
    ['{ $.userIdentity.type NOT EXISTS }', false],
    ['{ $.requestParameters.nothing IS NULL }', true],
    ['{ $.requestParameters.absent IS NULL }', false],
    ['{ $.requestParameters.flag IS TRUE }', true],
    ['{ $.requestParameters.off IS FALSE }', true],
    ['{ $.requestParameters.flag = true }', true],
    ['{ $.additionalEventData.attempts = 3 }', true],
    ['{ $.additionalEventData.attempts > 2 }', true],
    ['{ $.additionalEventData.attempts >= 4 }', false],
    ['{ $.additionalEventData.attempts < 4 }', true],
    ['{ $.additionalEventData.attempts <= 2.5 }', false],
    ['{ $.resources[1].type = role }', true],
    ['{ $.resources[0].type = role }', false],
    ['{ $.resources[*].type = role }', true],
    ["{ $.['odd name'] = yes }", true],
    ['{ $.userIdentity.arn = %root$% }', true],
    ['{ $.userIdentity.arn = "arn:aws:iam::*:root" }', true],
    ['{ $.userIdentity = "*" }', false],
  ])('%s → %s', (pattern, expected) => {
    expect(logMatches(pattern.replace("$.['", "$['"), signIn)).toBe(expected)
  })

  it('never matches what is not JSON', () => {
    expect(logMatches('{ $.a NOT EXISTS }', 'plain words')).toBe(false)
  })

  it.each([
    '{ $.a }',
    '{ $.a = }',
    '{ a = b }',
    '{ ($.a = b }',
    '{ $.a = b } trailing',
    '{ $.a = b && }',
    '{ $.a > many }',
    '{ $.a MAYBE EXISTS }',
    '{ $.a = %(% }',
    '{ $.a = b',
    '',
  ])('refuses or reads %j without crashing', (pattern) => {
    const parsed = parseFilterPattern(pattern)
    expect(parsed.ok).toBe(pattern === '')
  })
})

describe('a pattern of terms or columns', () => {
  it.each<readonly [string, string, boolean]>([
    ['', 'anything', true],
    ['ERROR', '[ERROR] disk full', true],
    ['ERROR', '[error] disk full', false],
    ['ERROR disk', '[ERROR] disk full', true],
    ['ERROR net', '[ERROR] disk full', false],
    ['"disk full"', '[ERROR] disk full', true],
    ['ERROR -disk', '[ERROR] disk full', false],
    ['?ERROR ?WARN', '[WARN] late', true],
    ['?ERROR ?WARN', '[INFO] fine', false],
    ['%4\\d\\d%', 'status 404', true],
    ['%4\\d\\d%', 'status 200', false],
    ['[ip, user, status = 4*]', '10.0.0.1 alice 404', true],
    ['[ip, user, status = 4*]', '10.0.0.1 alice 200', false],
    ['[..., status >= 500]', 'a b c d 503', true],
    ['[ip = 10.*, ..., size < 100]', '10.0.0.1 x y 20', true],
    ['[ip, status = 404 || status = 410]', '10.0.0.1 410', true],
    ['[ip, status != 404 && status != 410]', '10.0.0.1 410', false],
    ['[ip, user]', 'one two three', false],
    ['[ip, request, status]', '10.0.0.1 "GET / HTTP/1.1" 200', true],
  ])('%j over %j → %s', (pattern, message, expected) => {
    expect(logMatches(pattern, message)).toBe(expected)
  })

  it.each(['"unbalanced', 'with@sign', '[a, b'])('refuses %j', (pattern) => {
    expect(parseFilterPattern(pattern).ok).toBe(false)
  })
})

const event = {
  id: '1',
  source: 'aws.sagemaker',
  account: '111122223333',
  'detail-type': 'AWS API Call via CloudTrail',
  resources: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/fraud'],
  detail: {
    eventName: 'UpdateEndpoint',
    sourceIPAddress: '198.51.100.7',
    count: 5,
    flag: true,
    nothing: null,
    empty: '',
    tags: ['prod', 'fraud'],
    requestParameters: { endpointName: 'Fraud-Scoring' },
    hosts: [{ name: 'a' }, { name: 'b' }],
  },
}

const eventMatches = (pattern: unknown): boolean | string => {
  const parsed = parseEventPattern(JSON.stringify(pattern))
  return parsed.ok ? matchesEvent(parsed.value, event) : parsed.reason
}

describe('an event pattern', () => {
  it.each<readonly [string, unknown, boolean]>([
    ['one of several values', { source: ['aws.s3', 'aws.sagemaker'] }, true],
    ['every member that it names', { source: ['aws.sagemaker'], account: ['999999999999'] }, false],
    ['members inside members', { detail: { eventName: ['UpdateEndpoint'] } }, true],
    ['numbers as numbers', { detail: { count: [5] } }, true],
    ['numbers not as text', { detail: { count: ['5'] } }, false],
    ['true, null and the empty text', { detail: { flag: [true], nothing: [null], empty: [''] } }, true],
    ['any item of a list', { detail: { tags: ['fraud'] } }, true],
    ['objects inside a list', { detail: { hosts: { name: ['b'] } } }, true],
    ['a prefix', { detail: { eventName: [{ prefix: 'Update' }] } }, true],
    [
      'a prefix in any case',
      { detail: { eventName: [{ prefix: { 'equals-ignore-case': 'update' } }] } },
      true,
    ],
    ['a suffix', { resources: [{ suffix: 'endpoint/fraud' }] }, true],
    ['a suffix that is another', { resources: [{ suffix: 'endpoint/other' }] }, false],
    [
      'text in any case',
      { detail: { requestParameters: { endpointName: [{ 'equals-ignore-case': 'fraud-scoring' }] } } },
      true,
    ],
    ['a wildcard', { resources: [{ wildcard: 'arn:*:endpoint/*' }] }, true],
    ['anything but a value', { detail: { eventName: [{ 'anything-but': 'DeleteEndpoint' }] } }, true],
    ['anything but several', { detail: { eventName: [{ 'anything-but': ['UpdateEndpoint', 'X'] }] } }, false],
    ['anything but a prefix', { detail: { eventName: [{ 'anything-but': { prefix: 'Update' } }] } }, false],
    [
      'anything but several suffixes',
      { detail: { eventName: [{ 'anything-but': { suffix: ['Job', 'Model'] } }] } },
      true,
    ],
    ['anything but, where nothing is', { detail: { absent: [{ 'anything-but': 'x' }] } }, false],
    ['a range of numbers', { detail: { count: [{ numeric: ['>', 1, '<=', 5] }] } }, true],
    ['numbers out of range', { detail: { count: [{ numeric: ['<', 5] }] } }, false],
    ['an address in a network', { detail: { sourceIPAddress: [{ cidr: '198.51.100.0/24' }] } }, true],
    ['an address outside', { detail: { sourceIPAddress: [{ cidr: '10.0.0.0/8' }] } }, false],
    ['what exists', { detail: { eventName: [{ exists: true }] } }, true],
    ['what does not exist', { detail: { errorCode: [{ exists: false }] } }, true],
    ['what should not exist and does', { detail: { eventName: [{ exists: false }] } }, false],
    ['absence inside what is absent', { detail: { responseElements: { x: [{ exists: false }] } } }, true],
    [
      'one alternative',
      { $or: [{ source: ['aws.s3'] }, { detail: { count: [{ numeric: ['=', 5] }] } }] },
      true,
    ],
    ['no alternative', { source: ['aws.sagemaker'], $or: [{ account: ['1'] }, { account: ['2'] }] }, false],
  ])('matches by %s', (_what, pattern, expected) => {
    expect(eventMatches(pattern)).toBe(expected)
  })

  it.each<readonly [string, unknown]>([
    ['is empty', {}],
    ['is a list', ['aws.s3']],
    ['has bare text', { source: 'aws.s3' }],
    ['has an empty list', { source: [] }],
    ['has an unknown operator', { source: [{ like: 'x' }] }],
    ['has two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['has a number as prefix', { source: [{ prefix: 5 }] }],
    ['has a broken range', { source: [{ numeric: ['>'] }] }],
    ['has a broken network', { source: [{ cidr: 'here' }] }],
    ['has a double wildcard', { source: [{ wildcard: 'a**b' }] }],
    ['has one alternative', { $or: [{ source: ['a'] }] }],
  ])('is refused where it %s', (_what, pattern) => {
    expect(parseEventPattern(JSON.stringify(pattern)).ok).toBe(false)
  })

  it('is refused where it is not JSON', () => {
    expect(parseEventPattern('{')).toEqual({ ok: false, reason: 'Filter is not an object' })
  })
})
