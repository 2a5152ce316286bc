import { type Check, defineCheck, fail, notApplicable, pass, type Verdict } from '../../check.ts'
import type { ModelContainer } from '../../inventory/models.ts'
import type { Controls } from '../../practice.ts'
import { verdictOfAll } from '../../verdicts/verdict-of-all.ts'
import { imageSource } from '../../workloads/image-registries.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly multiContainer: boolean
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    id: 'model-multicontainer-private-registry',
    title: 'Models with several containers must pull images from private registries through the VPC',
    multiContainer: true,
    controls: { fsbp: ['SageMaker.19'] },
  },
  {
    id: 'model-primary-private-registry',
    title: 'Models with one container must pull images from private registries through the VPC',
    multiContainer: false,
    controls: { fsbp: ['SageMaker.16'] },
  },
]

export const modelPrivateRegistryChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'network-isolation',
    severity: 'low',
    tier: 'core',
    controls: row.controls,
    why: 'An image from a registry outside ECR is fetched over the internet unless the model says to go through the VPC. The setting means nothing for images in ECR.',
    fix: {
      summary: 'Create the model again with RepositoryAccessMode Vpc, or keep the image in ECR.',
      console: 'The console has no such setting; copy the image to Amazon ECR, or use the CLI.',
      cli: 'aws sagemaker create-model --model-name NEW_NAME --execution-role-arn ROLE --vpc-config Subnets=SUBNET,SecurityGroupIds=GROUP --primary-container Image=IMAGE,ImageConfig={RepositoryAccessMode=Vpc}',
      effect: 'redeploy',
    },
    of: 'models',
    evaluate: (model) =>
      model.multiContainer === row.multiContainer
        ? verdictOfAll(model.containers.map((container) => () => registryVerdict(container)))
        : notApplicable(`The model has ${row.multiContainer ? 'one container' : 'several containers'}.`),
  }),
)

function registryVerdict({ image, name, repositoryAccess }: ModelContainer): Verdict {
  if (image === undefined) return notApplicable('The image comes from a model package.')
  const source = imageSource(image)
  if (source.registry === 'ecr')
    return notApplicable('The image is in ECR, where the setting does not apply.')
  return repositoryAccess === 'Vpc'
    ? pass(`${name} pulls from its registry through the VPC`)
    : fail(`${name} pulls from ${source.host} with RepositoryAccessMode ${repositoryAccess ?? 'Platform'}`)
}
