import { describe, expect, it } from 'vitest'
import { Nonsense } from '../../../src/aws/call.ts'
import { selectorsOf } from '../../../src/aws/parts/event-selectors.ts'

const advanced = (...FieldSelectors: { Field: string; [operator: string]: string | string[] }[]) =>
  selectorsOf({ AdvancedEventSelectors: [{ FieldSelectors: FieldSelectors as never }] })[0]

describe('event selectors', () => {
  it('of the classic form keep management, exclusions and data resources', () => {
    const selectors = selectorsOf({
      EventSelectors: [
        {
          ReadWriteType: 'WriteOnly',
          IncludeManagementEvents: true,
          ExcludeManagementEventSources: ['kms.amazonaws.com'],
          DataResources: [
            { Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] },
            { Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::one/'] },
          ],
        },
      ],
    })
    expect(selectors).toEqual([
      {
        advanced: false,
        management: true,
        readWrite: 'WriteOnly',
        excludedSources: ['kms.amazonaws.com'],
        narrowedBy: [],
        data: [
          { type: 'AWS::S3::Object', arns: [], readWrite: 'WriteOnly' },
          { type: 'AWS::S3::Object', arns: ['arn:aws:s3:::one/'], readWrite: 'WriteOnly' },
        ],
      },
    ])
  })

  it('of the advanced form tell what is left out of the management events', () => {
    expect(
      advanced(
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
      ),
    ).toMatchObject({
      management: true,
      readWrite: 'All',
      excludedSources: ['kms.amazonaws.com'],
      narrowedBy: [],
    })
  })

  it('of the advanced form name every further condition', () => {
    expect(
      advanced(
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', Equals: ['false'] },
        { Field: 'eventName', Equals: ['RunInstances'] },
      ),
    ).toMatchObject({ readWrite: 'WriteOnly', narrowedBy: ['eventName'] })
  })

  it('for data keep type and ARNs', () => {
    expect(
      advanced(
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::SageMaker::Endpoint'] },
        { Field: 'resources.ARN', StartsWith: ['arn:aws:sagemaker'] },
      ),
    ).toMatchObject({
      management: false,
      readWrite: 'None',
      narrowedBy: [],
      data: [{ type: 'AWS::SageMaker::Endpoint', arns: ['arn:aws:sagemaker'], readWrite: 'All' }],
    })
  })

  it('that are missing altogether are nonsense, not "none"', () => {
    expect(() => selectorsOf({})).toThrow(Nonsense)
  })
})
