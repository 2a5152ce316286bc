import {
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceOutput,
  ListNotebookInstancesCommand,
  type SageMakerClient,
  SearchCommand,
  type SearchRecord,
} from '@aws-sdk/client-sagemaker'
import { describe, expect, it } from 'vitest'
import { regionOf, tableOf } from '../../../infra/local/aws/estates/estate.ts'
import { benchEstate, generateEstate, truth } from '../../../infra/local/aws/estates/generated.ts'
import { startAwsAccount } from '../../../infra/local/aws/server.ts'
import { NOW, sagemakerOf } from './account.ts'

const searchAll = async (
  client: SageMakerClient,
  Resource: 'TrainingJob' | 'Model' | 'ExperimentTrialComponent',
): Promise<SearchRecord[]> => {
  const found: SearchRecord[] = []
  let token: string | undefined
  do {
    const page = await client.send(
      new SearchCommand({ Resource, MaxResults: 100, ...(token === undefined ? {} : { NextToken: token }) }),
    )
    found.push(...(page.Results ?? []))
    token = page.NextToken
  } while (token !== undefined)
  return found
}

const notebooks = async (client: SageMakerClient): Promise<DescribeNotebookInstanceOutput[]> => {
  const found: DescribeNotebookInstanceOutput[] = []
  let token: string | undefined
  do {
    const page = await client.send(
      new ListNotebookInstancesCommand({
        MaxResults: 100,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    )
    for (const { NotebookInstanceName } of page.NotebookInstances ?? [])
      found.push(await client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName })))
    token = page.NextToken
  } while (token !== undefined)
  return found
}

const tally = <T>(items: readonly T[], bad: (item: T) => boolean) => {
  const fail = items.filter(bad).length
  return { pass: items.length - fail, fail }
}

describe('a generated estate', () => {
  it('tells the truth about itself: a plain count over the wire agrees', async () => {
    const estate = generateEstate({ resources: 900, seed: 42, now: NOW })
    const account = await startAwsAccount({ port: 0, estate, clock: () => NOW * 1000 })
    const client = sagemakerOf(account)
    const instances = await notebooks(client)
    const jobs = (await searchAll(client, 'TrainingJob')).flatMap((one) => one.TrainingJob ?? [])
    const models = (await searchAll(client, 'Model')).flatMap((one) => one.Model?.Model ?? [])
    expect(truth(estate)).toMatchObject({
      'notebook-direct-internet': tally(instances, (n) => n.DirectInternetAccess !== 'Disabled'),
      'notebook-vpc': tally(instances, (n) => n.SubnetId === undefined),
      'notebook-root-access': tally(instances, (n) => n.RootAccess !== 'Disabled'),
      'notebook-imds': tally(
        instances,
        (n) => n.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion !== '2',
      ),
      'notebook-volume-key': tally(instances, (n) => n.KmsKeyId === undefined),
      'training-volume-key': tally(jobs, (j) => j.ResourceConfig?.VolumeKmsKeyId === undefined),
      'training-vpc': tally(jobs, (j) => j.VpcConfig === undefined),
      'training-network-isolation': tally(jobs, (j) => j.EnableNetworkIsolation !== true),
      'training-inter-container-encryption': tally(
        jobs,
        (j) => j.EnableInterContainerTrafficEncryption !== true,
      ),
      'model-vpc': tally(models, (m) => m.VpcConfig === undefined),
      'model-network-isolation': tally(models, (m) => m.EnableNetworkIsolation !== true),
    })
    await account.close()
  })

  it('leaves some jobs untracked unless told otherwise', async () => {
    for (const [untracked, tracked] of [
      [true, 45 + 18],
      [false, 50 + 20],
    ] as const) {
      const mix = { processing: 50, transform: 20 }
      const estate = generateEstate({ resources: 0, seed: 1, now: NOW, mix, untracked })
      const account = await startAwsAccount({ port: 0, estate, clock: () => NOW * 1000 })
      const found = await searchAll(sagemakerOf(account), 'ExperimentTrialComponent')
      const names = found.map(({ TrialComponent: one }) => {
        const detail = one?.SourceDetail
        return detail?.ProcessingJob?.ProcessingJobName ?? detail?.TransformJob?.TransformJobName
      })
      expect(new Set(names).size).toBe(tracked)
      expect(names).not.toContain(undefined)
      await account.close()
    }
  })

  it('is the same for the same seed, and another for another', () => {
    const of = (seed: number) => truth(generateEstate({ resources: 500, seed, now: NOW }))
    expect(of(1)).toEqual(of(1))
    expect(of(1)).not.toEqual(of(2))
  })

  it('is half good and half bad', () => {
    const counted = truth(generateEstate({ resources: 20_000, seed: 5, now: NOW }))
    for (const rule of ['training-vpc', 'training-volume-key', 'processing-network-isolation']) {
      const { pass = 0, fail = 0 } = counted[rule] ?? {}
      expect(fail / (pass + fail)).toBeGreaterThan(0.45)
      expect(fail / (pass + fail)).toBeLessThan(0.55)
    }
  })

  it('has as many resources as asked for', () => {
    for (const resources of [1, 37, 710, 10_000]) {
      const { mix } = generateEstate({ resources, seed: 1, now: NOW })
      expect(Object.values(mix).reduce((sum: number, count: number) => sum + count, 0)).toBe(resources)
    }
    expect(benchEstate(NOW).mix).toMatchObject({
      notebooks: 200,
      training: 200,
      processing: 50,
      transform: 20,
    })
  })

  it('holds a hundred thousand jobs without keeping them', async () => {
    const estate = generateEstate({ resources: 0, seed: 1, now: NOW, mix: { training: 100_000 } })
    const account = await startAwsAccount({ port: 0, estate, clock: () => NOW * 1000 })
    const page = await sagemakerOf(account).send(
      new SearchCommand({ Resource: 'TrainingJob', MaxResults: 100 }),
    )
    expect(page.TotalHits?.Value).toBe(100_000)
    expect(page.Results).toHaveLength(100)
    const table = tableOf(regionOf(estate, 'eu-west-1').sagemaker, 'TrainingJob')
    expect(table.at(99_999)).toEqual(table.at(99_999))
    expect(table.at(99_999)).not.toBe(table.at(99_999))
    await account.close()
  })
})
