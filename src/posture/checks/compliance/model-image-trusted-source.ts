import { type Check, defineCheck, fail, notApplicable, pass, type Verdict, type View } from '../../check.ts'
import type { Model } from '../../inventory/models.ts'
import type { Workload } from '../../inventory/workloads.ts'
import { imageSource, isAwsImageAccount } from '../../workloads/image-registries.ts'

/** An image, and whether it is pulled from a registry inside the customer's own VPC. */
interface Pulled {
  readonly image: string
  readonly insideVpc: boolean
}

export const modelImageTrustedSource: Check = defineCheck({
  id: 'model-image-trusted-source',
  title: 'Container images must come from allowed registries',
  practice: 'compliance',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'An image is code that runs with the role of the model or job. Whoever can push to its registry runs what they like, with your data before them.',
  fix: {
    summary: 'Copy the image into a repository of your own, scan it there, and deploy from it.',
    console:
      'ECR › Repositories › Create, or a pull-through cache; then SageMaker AI console › Inference › Models › Create model with that image, and update the endpoint.',
    cli: 'aws ecr create-repository --repository-name REPOSITORY --image-scanning-configuration scanOnPush=true\ndocker pull IMAGE && docker tag IMAGE ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG && docker push ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG\naws sagemaker create-model --cli-input-json file://MODEL.json',
    effect: 'redeploy',
  },
  of: ['models', 'trainingJobs', 'processingJobs'],
  evaluate: (item, see) => verdictOn(imagesOf(item), item.account, see),
})

/** Containers made from a model package name no image of their own: the package is judged where it is registered. */
function imagesOf(item: Model | Workload): readonly Pulled[] {
  if ('containers' in item)
    return item.containers.flatMap(({ image, modelPackage, repositoryAccess }) =>
      image === undefined || modelPackage !== undefined
        ? []
        : [{ image, insideVpc: repositoryAccess === 'Vpc' }],
    )
  return item.parts.flatMap((part) => part.images.map((image) => ({ image, insideVpc: false })))
}

function verdictOn(images: readonly Pulled[], account: string, see: View<never>): Verdict {
  if (images.length === 0)
    return notApplicable('It names no image: a model package or an algorithm stands for it.')
  const trusted = [account, ...see.baseline.trustedAccounts]
  const problems = [...new Set(images.map((one) => problemOf(one, trusted)))].filter(
    (one) => one !== undefined,
  )
  return problems.length > 0
    ? fail(`${problems.join('; ')}.`)
    : pass(`Images from allowed registries: ${[...new Set(images.map(({ image }) => image))].length}.`)
}

function problemOf({ image, insideVpc }: Pulled, trusted: readonly string[]): string | undefined {
  const source = imageSource(image)
  if (source.registry === 'other')
    return insideVpc ? undefined : `An image comes from ${source.host}, which is no private registry of ECR`
  const { account, region, repository } = source
  return trusted.includes(account) || isAwsImageAccount(account, region)
    ? undefined
    : `The image ${repository} comes from account ${account}, which is neither trusted nor AWS's`
}
