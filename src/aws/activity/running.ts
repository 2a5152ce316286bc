import { type Arn, parseArn } from '../../base/arn.ts'
import type { Remaining, SeeRemaining } from '../../grants/request/looking.ts'
import { createClients } from '../clients.ts'
import type { Reading } from '../collector.ts'
import { mapAll } from '../fields.ts'
import { AwsAccessError } from '../identity.ts'
import { DESCRIBE_ACTIONS, type Described, describe, type SageMakerKind } from '../prechecks/described.ts'
import { type LookOptions, openLook } from '../prechecks/session.ts'
import { refusalWords } from '../refusal-words.ts'

type Fate = Omit<Remaining, 'arn'>

interface Row {
  readonly kind: SageMakerKind
  readonly fate: (reading: Reading, arn: string) => Promise<Fate>
}

/** How a kind says what became of it: its status, what of that means running, and what anything else means. */
function row<K extends SageMakerKind>(
  kind: K,
  status: (raw: Described<K>['raw']) => string | undefined,
  running: RegExp,
  otherwise: 'stays' | 'over',
): Row {
  return {
    kind,
    fate: async (reading, arn) => {
      const answer = await describe(reading, kind, arn)
      if (answer.outcome === 'gone')
        return { state: 'gone', status: null, words: 'It is not there any more.' }
      if (answer.outcome === 'refused')
        return { state: 'unknown', status: null, words: refusalWords(answer.refusal) }
      const said = status(answer.value.raw)
      if (said === undefined)
        return { state: 'unknown', status: null, words: 'AWS does not say whether it runs.' }
      return { state: running.test(said) ? 'running' : otherwise, status: said, words: `It is ${said}.` }
    },
  }
}

const AT_WORK = /^(?:InProgress|Stopping)$/
const NEVER = /(?!)/

/** By the type in the ARN. What is stopping or being deleted still runs. */
const ROWS: Readonly<Record<string, Row>> = {
  'training-job': row('trainingJobs', (raw) => raw.TrainingJobStatus, AT_WORK, 'over'),
  'processing-job': row('processingJobs', (raw) => raw.ProcessingJobStatus, AT_WORK, 'over'),
  'transform-job': row('transformJobs', (raw) => raw.TransformJobStatus, AT_WORK, 'over'),
  'pipeline-execution': row(
    'pipelineExecutions',
    (raw) => raw.PipelineExecutionStatus,
    /^(?:Executing|Stopping)$/,
    'over',
  ),
  'notebook-instance': row(
    'notebooks',
    (raw) => raw.NotebookInstanceStatus,
    /^(?!Stopped$|Failed$)/,
    'stays',
  ),
  endpoint: row('endpoints', (raw) => raw.EndpointStatus, /^(?!Failed$|OutOfService$)/, 'stays'),
  'endpoint-config': row('endpointConfigs', () => 'there', NEVER, 'stays'),
  model: row('models', () => 'there', NEVER, 'stays'),
}

/** What it takes to see what became of things. */
export const RUNNING_ACTIONS: readonly string[] = Object.values(ROWS).flatMap(
  ({ kind }) => DESCRIBE_ACTIONS[kind],
)

/** Asks each thing what became of it, in its own Region. A thing of a kind that is not known is `unknown`. */
export function createSeeRemaining(options: LookOptions): SeeRemaining {
  return async (created) => {
    const clients = createClients(options.aws ?? {})
    const readings = new Map<string, Promise<Reading>>()
    const readingAt = ({ partition, account, region }: Arn) => {
      const key = `${account} ${region}`
      const known = readings.get(key) ?? openLook(options, clients, { partition, account, region })
      readings.set(key, known)
      return known
    }
    const fateOf = async (arn: string): Promise<Fate> => {
      const parsed = parseArn(arn)
      const asked = parsed && ROWS[typeOf(parsed)]
      if (!parsed || !asked)
        return { state: 'unknown', status: null, words: 'Nobody here knows how to ask for it.' }
      try {
        return await asked.fate(await readingAt(parsed), arn)
      } catch (error) {
        if (error instanceof AwsAccessError)
          return { state: 'unknown', status: null, words: `${error.message}.` }
        throw error
      }
    }
    try {
      return await mapAll(created, async (arn) => ({ arn, ...(await fateOf(arn)) }))
    } finally {
      clients.close()
    }
  }
}

function typeOf({ service, resource }: Arn): string {
  const [type = '', , below] = resource.split('/')
  if (service !== 'sagemaker') return ''
  return type === 'pipeline' && below === 'execution' ? 'pipeline-execution' : type
}
