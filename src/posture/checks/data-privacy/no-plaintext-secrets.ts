import { type Check, defineCheck, type Fix, fail, pass, type Verdict } from '../../check.ts'
import type { Inventory } from '../../inventory/index.ts'
import type { Sighting } from '../../inventory/resource.ts'
import type { Severity, Tier } from '../../practice.ts'
import { sightings } from '../../secrets/sightings.ts'
import { Undecided } from '../../snapshot.ts'

type SecretKind =
  | 'notebookLifecycleConfigs'
  | 'studioLifecycleConfigs'
  | 'trainingJobs'
  | 'processingJobs'
  | 'transformJobs'
  | 'models'
  | 'pipelines'

interface Row<K extends SecretKind> {
  readonly of: K
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly tier: Tier
  readonly why: string
  readonly fix: Fix
  /** What was recognised in the resource. Throws `Undecided` where it could not be read. */
  readonly found: (item: Inventory[K]) => readonly Sighting[]
}

const ROTATE = 'Rotate the secret: whoever could read it may have.'

const jobFix = (what: string, place: string, create: string, remove?: string): Fix => ({
  summary: `Pass the ARN of a secret and read it in the container, with the job's role. ${ROTATE}`,
  console: `Secrets Manager › Store a new secret. SageMaker AI console › ${place} › Create: name only its ARN. Finished ${what} keep what they were started with.`,
  cli: [`aws sagemaker ${create} --cli-input-json file://JOB.json`, ...(remove ? [remove] : [])].join('\n'),
  effect: 'next-run',
})

const partsOf = (item: Inventory['trainingJobs' | 'processingJobs' | 'transformJobs']) =>
  item.parts.flatMap((part) => part.secrets)

/** The same rule for everything in which people leave passwords. Each row ties a kind to the places in it. */
export const noPlaintextSecretsChecks: readonly Check[] = [
  check({
    of: 'notebookLifecycleConfigs',
    id: 'notebook-lifecycle-no-secrets',
    title: 'Notebook lifecycle scripts must hold no secrets',
    severity: 'high',
    tier: 'core',
    why: 'Everybody who may describe the configuration reads the script, and CloudTrail and backups keep copies. A secret in it is known to all of them.',
    fix: {
      summary: `Let the script read the secret from Secrets Manager with the notebook's role. ${ROTATE}`,
      console: 'SageMaker AI console › Notebooks › Lifecycle configurations › the configuration › Edit.',
      cli: 'aws sagemaker update-notebook-instance-lifecycle-config --notebook-instance-lifecycle-config-name NAME --on-start Content=BASE64',
      effect: 'in-place',
    },
    found: (config) => config.secrets,
  }),
  check({
    of: 'studioLifecycleConfigs',
    id: 'studio-lifecycle-no-secrets',
    title: 'Studio lifecycle scripts must hold no secrets',
    severity: 'high',
    tier: 'core',
    why: 'Everybody who may describe the configuration reads the script, and it can never be edited: a secret in it stays until the configuration is deleted.',
    fix: {
      summary: `Create a new configuration that reads the secret from Secrets Manager, attach it, delete the old one. ${ROTATE}`,
      console:
        'SageMaker AI console › Admin configurations › Lifecycle configurations › Create; then attach it to the domain and delete the old one.',
      cli: 'aws sagemaker create-studio-lifecycle-config --studio-lifecycle-config-name NEW_NAME --studio-lifecycle-config-app-type APP_TYPE --studio-lifecycle-config-content BASE64\naws sagemaker delete-studio-lifecycle-config --studio-lifecycle-config-name NAME',
      effect: 'recreate',
    },
    found: (config) => config.secrets,
  }),
  check({
    of: 'trainingJobs',
    id: 'training-no-plaintext-secrets',
    title: 'Hyperparameters and environment of training jobs must hold no secrets',
    severity: 'high',
    tier: 'core',
    why: 'The values stay readable for ever to anyone with DescribeTrainingJob or Search, until the job record is deleted.',
    fix: jobFix(
      'training jobs',
      'Training › Training jobs',
      'create-training-job',
      'aws sagemaker delete-training-job --training-job-name NAME',
    ),
    found: partsOf,
  }),
  check({
    of: 'processingJobs',
    id: 'processing-no-plaintext-secrets',
    title: 'Environment and arguments of processing jobs must hold no secrets',
    severity: 'high',
    tier: 'core',
    why: 'Anyone who may describe or search processing jobs reads the values, long after the job is done.',
    fix: jobFix(
      'processing jobs',
      'Processing › Processing jobs',
      'create-processing-job',
      'aws sagemaker delete-processing-job --processing-job-name NAME',
    ),
    found: partsOf,
  }),
  check({
    of: 'transformJobs',
    id: 'transform-no-plaintext-secrets',
    title: 'Environment of transform jobs must hold no secrets',
    severity: 'medium',
    tier: 'extended',
    why: 'Anyone who may describe or search transform jobs reads the values, long after the job is done.',
    fix: jobFix('transform jobs', 'Inference › Batch transform jobs', 'create-transform-job'),
    found: partsOf,
  }),
  check({
    of: 'models',
    id: 'model-no-plaintext-secrets',
    title: 'Environment of models must hold no secrets',
    severity: 'high',
    tier: 'core',
    why: 'Anyone who may describe or search models reads the environment of its containers, and it cannot be edited.',
    fix: {
      summary: `Create a new model that names only the ARN of a secret, deploy it, delete the old one. ${ROTATE}`,
      console:
        'SageMaker AI console › Inference › Models › Create model; then a new endpoint configuration and Update endpoint.',
      cli: 'aws sagemaker create-model --cli-input-json file://MODEL.json\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_CONFIG\naws sagemaker delete-model --model-name NAME',
      effect: 'redeploy',
    },
    found: (model) => model.containers.flatMap((container) => container.secrets),
  }),
  check({
    of: 'pipelines',
    id: 'pipeline-no-plaintext-secrets',
    title: 'Pipeline definitions and parameters must hold no secrets',
    severity: 'high',
    tier: 'core',
    why: 'The definition is copied into every execution and every job that it starts. A secret in it is multiplied with each run.',
    fix: {
      summary: `Upsert the pipeline with the ARN of a secret. ${ROTATE}`,
      console: 'SageMaker Studio › Pipelines › the pipeline: change the code that builds it, then upsert it.',
      cli: 'aws sagemaker update-pipeline --pipeline-name PIPELINE --pipeline-definition file://PIPELINE.json',
      effect: 'in-place',
    },
    found: (pipeline) => {
      const found = [...pipeline.secrets, ...pipeline.parts.flatMap((part) => part.secrets)]
      if (found.length === 0 && !pipeline.definitionReadable)
        throw new Undecided('The definition of the pipeline could not be read.')
      return found
    },
  }),
]

function check<K extends SecretKind>({ found, ...row }: Row<K>): Check {
  return defineCheck<K>({
    ...row,
    practice: 'data-privacy',
    controls: {},
    evaluate: (item) => verdictOn(found(item)),
  })
}

function verdictOn(found: readonly Sighting[]): Verdict {
  return found.length === 0
    ? pass('No secret was recognised.')
    : fail(`Recognised, without keeping it: ${sightings(found)}.`)
}
