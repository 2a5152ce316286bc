import { describe, expect, it } from 'vitest'
import { notebooks } from '../../../src/aws/collectors/notebooks.ts'
import { collected, throws } from '../reading.ts'

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab'
const LISTED = { NotebookInstances: [{ NotebookInstanceName: 'lab', NotebookInstanceArn: ARN }] }
const DESCRIBED = {
  NotebookInstanceArn: ARN,
  NotebookInstanceName: 'lab',
  NotebookInstanceStatus: 'InService',
  CreationTime: new Date('2026-11-01T00:00:00Z'),
}

const notebook = async (fields: object) => {
  const { items } = await collected(notebooks, {
    ListNotebookInstances: LISTED,
    DescribeNotebookInstance: { ...DESCRIBED, ...fields },
  })
  return items[0]
}

describe('notebook instances', () => {
  it('have the defaults of the API where the answer is silent', async () => {
    expect(await notebook({})).toEqual({
      kind: 'notebooks',
      arn: ARN,
      name: 'lab',
      region: 'eu-west-1',
      account: '111122223333',
      createdAt: Date.UTC(2026, 10, 1) / 1000,
      status: 'InService',
      directInternet: true,
      rootAccess: true,
      imdsVersion: '1',
    })
  })

  it('have what the answer says', async () => {
    const fields = {
      SubnetId: 'subnet-1',
      SecurityGroups: ['sg-1'],
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      KmsKeyId: 'alias/ml',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    }
    expect(await notebook(fields)).toMatchObject({
      vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
      directInternet: false,
      rootAccess: false,
      kmsKeyId: 'alias/ml',
      imdsVersion: '2',
    })
  })

  it('that cannot be described are gaps with their names', async () => {
    const { items, gaps } = await collected(notebooks, {
      ListNotebookInstances: LISTED,
      DescribeNotebookInstance: throws('AccessDeniedException'),
    })
    expect(items).toEqual([])
    expect(gaps).toMatchObject([
      {
        action: 'sagemaker:DescribeNotebookInstance',
        cause: 'denied',
        resources: [{ name: 'lab', arn: ARN }],
      },
    ])
  })

  it('are read to the last page, a hundred at a time', async () => {
    const pages: Record<string, object> = {
      first: { ...LISTED, NextToken: 'second' },
      second: { NotebookInstances: [], NextToken: 'third' },
      third: LISTED,
    }
    const page = ({ NextToken = 'first' }: { NextToken?: string }) => pages[NextToken]
    const { items, sent } = await collected(notebooks, {
      ListNotebookInstances: page,
      DescribeNotebookInstance: DESCRIBED,
    })
    expect(items).toHaveLength(2)
    const lists = sent.filter(({ operation }) => operation === 'ListNotebookInstances')
    expect(lists.map(({ input }) => input)).toEqual([
      { MaxResults: 100 },
      { MaxResults: 100, NextToken: 'second' },
      { MaxResults: 100, NextToken: 'third' },
    ])
  })

  it('of a list that hands out one token for ever are a gap, not an endless audit', async () => {
    const { gaps } = await collected(notebooks, {
      ListNotebookInstances: { NotebookInstances: [], NextToken: 'same' },
    })
    expect(gaps).toMatchObject([{ cause: 'unavailable', detail: 'the list did not end', resources: [] }])
  })
})
