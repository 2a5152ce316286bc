import { expect, test } from 'vitest'
import { blindSpots, closingPolicy, missingPermissions } from '../../src/posture/blind-spots.ts'
import { aReport, aReportedGap } from '../support/report.ts'

const report = aReport({
  gaps: [
    aReportedGap({ region: 'us-east-1', checks: ['b'] }),
    aReportedGap({ region: 'eu-west-1', checks: ['a', 'b'] }),
    aReportedGap({ call: 'GetKeyPolicy', action: 'kms:GetKeyPolicy', kind: 'keys', checks: ['c'] }),
    aReportedGap({ call: 'ListTrails', action: 'cloudtrail:ListTrails', cause: 'throttled', checks: ['d'] }),
  ],
})

test('a call that failed in several places is one blind spot', () => {
  expect(blindSpots(report).map((spot) => [spot.call, spot.cause, spot.regions, spot.checks])).toEqual([
    ['DescribeNotebookInstance', 'denied', ['eu-west-1', 'us-east-1'], ['a', 'b']],
    ['ListTrails', 'throttled', ['eu-west-1'], ['d']],
    ['GetKeyPolicy', 'denied', ['eu-west-1'], ['c']],
  ])
})

test('only what was denied is a missing permission', () => {
  expect(missingPermissions(report).map((spot) => spot.action)).toEqual([
    'sagemaker:DescribeNotebookInstance',
    'kms:GetKeyPolicy',
  ])
})

test('the closing policy allows exactly the missing reads', () => {
  expect(closingPolicy(report)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'SagewardenReads',
        Effect: 'Allow',
        Action: ['kms:GetKeyPolicy', 'sagemaker:DescribeNotebookInstance'],
        Resource: '*',
      },
    ],
  })
})

test('where nothing was denied there is no policy to write', () => {
  expect(closingPolicy(aReport({ gaps: [aReportedGap({ cause: 'unavailable' })] }))).toBeUndefined()
})
