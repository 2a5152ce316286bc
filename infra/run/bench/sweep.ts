import {
  DescribeDomainCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeNotebookInstanceCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  paginateListDomains,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModels,
  paginateListNotebookInstances,
  paginateListProcessingJobs,
  paginateListTrainingJobs,
  paginateListTransformJobs,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker'

/**
 * The plain way to read the same estate: List, then Describe each, with a fixed number of requests at once and nothing
 * else. It judges nothing; it is the yardstick of the benchmark. Run as a process of its own.
 */
const CONCURRENCY = Number(process.argv[2] ?? 10)
const client = new SageMakerClient({ maxAttempts: 5 })
const PAGE = { client, pageSize: 100 }

let running = 0
const waiting: Array<() => void> = []

async function limited<T>(call: () => Promise<T>): Promise<T> {
  if (running >= CONCURRENCY) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await call()
  } finally {
    running--
    waiting.shift()?.()
  }
}

async function sweep<P>(
  pages: AsyncIterable<P>,
  names: (page: P) => readonly (string | undefined)[],
  describe: (name: string) => Promise<unknown>,
): Promise<number> {
  const described: Promise<unknown>[] = []
  for await (const page of pages) {
    for (const name of names(page)) if (name !== undefined) described.push(limited(() => describe(name)))
  }
  await Promise.all(described)
  return described.length
}

const counts = await Promise.all([
  sweep(
    paginateListNotebookInstances(PAGE, {}),
    (p) => (p.NotebookInstances ?? []).map((n) => n.NotebookInstanceName),
    (NotebookInstanceName) => client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName })),
  ),
  sweep(
    paginateListTrainingJobs(PAGE, {}),
    (p) => (p.TrainingJobSummaries ?? []).map((n) => n.TrainingJobName),
    (TrainingJobName) => client.send(new DescribeTrainingJobCommand({ TrainingJobName })),
  ),
  sweep(
    paginateListModels(PAGE, {}),
    (p) => (p.Models ?? []).map((n) => n.ModelName),
    (ModelName) => client.send(new DescribeModelCommand({ ModelName })),
  ),
  sweep(
    paginateListEndpointConfigs(PAGE, {}),
    (p) => (p.EndpointConfigs ?? []).map((n) => n.EndpointConfigName),
    (EndpointConfigName) => client.send(new DescribeEndpointConfigCommand({ EndpointConfigName })),
  ),
  sweep(
    paginateListEndpoints(PAGE, {}),
    (p) => (p.Endpoints ?? []).map((n) => n.EndpointName),
    (EndpointName) => client.send(new DescribeEndpointCommand({ EndpointName })),
  ),
  sweep(
    paginateListDomains(PAGE, {}),
    (p) => (p.Domains ?? []).map((n) => n.DomainId),
    (DomainId) => client.send(new DescribeDomainCommand({ DomainId })),
  ),
  sweep(
    paginateListProcessingJobs(PAGE, {}),
    (p) => (p.ProcessingJobSummaries ?? []).map((n) => n.ProcessingJobName),
    (ProcessingJobName) => client.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
  ),
  sweep(
    paginateListTransformJobs(PAGE, {}),
    (p) => (p.TransformJobSummaries ?? []).map((n) => n.TransformJobName),
    (TransformJobName) => client.send(new DescribeTransformJobCommand({ TransformJobName })),
  ),
])
process.stdout.write(`${counts.reduce((sum, count) => sum + count, 0)} resources\n`)
