import { expect, it } from 'vitest'
import { rightsizeCsv } from '../../src/report/rightsize-csv.ts'
import { aStatement } from '../activity/rightsize/rows.ts'
import { aRightsized } from '../support/activity.ts'

it('says what became of each action, and why', () => {
  const statements = [
    aStatement({ actions: ['sagemaker:DescribeEndpoint', 'sagemaker:DeleteModel', 'sagemaker:AddTags'] }),
  ]
  expect(rightsizeCsv(aRightsized([{ name: '=p', document: { statements } }])).split('\r\n')).toEqual([
    'policy,statement,allowed,kept,use,why',
    "'=p,1,sagemaker:DescribeEndpoint,sagemaker:DescribeEndpoint,used,CloudTrail shows it",
    "'=p,1,sagemaker:DeleteModel,,unused,CloudTrail shows no use of it",
    '\'=p,1,sagemaker:AddTags,sagemaker:AddTags,unseen,"CloudTrail does not record it, or not by this name"',
    '',
  ])
})
