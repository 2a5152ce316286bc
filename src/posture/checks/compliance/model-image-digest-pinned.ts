import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { imageSource, isAwsImageAccount } from '../../workloads/image-registries.ts'
import { configInUse } from '../../workloads/model-use.ts'

export const modelImageDigestPinned = defineCheck({
  id: 'model-image-digest-pinned',
  title: 'Images behind live endpoints should be pinned by digest',
  practice: 'compliance',
  severity: 'low',
  tier: 'extended',
  controls: {},
  why: 'A tag can be moved to another image without the model changing. After the next scale-out, half of an endpoint may run code that nobody reviewed.',
  fix: {
    summary: 'Deploy the model with the digest of the image that runs now.',
    console:
      'SageMaker AI console › Inference › Models › Create model, with REPOSITORY@sha256:DIGEST as image; then update the endpoint.',
    cli: "aws sagemaker describe-endpoint --endpoint-name ENDPOINT --query 'ProductionVariants[].DeployedImages[].ResolvedImage'\naws sagemaker create-model --cli-input-json file://MODEL.json   # with that image",
    effect: 'redeploy',
  },
  of: 'models',
  with: ['endpointConfigs', 'endpoints'],
  evaluate: (model, see) => {
    const own = model.containers
      .flatMap(({ image, modelPackage }) => (image === undefined || modelPackage ? [] : [image]))
      .map((image) => ({ image, source: imageSource(image) }))
      .filter(
        ({ source }) => source.registry === 'other' || !isAwsImageAccount(source.account, source.region),
      )
    if (own.length === 0) return notApplicable('All its images are those of AWS or of a model package.')
    const loose = own.filter(({ image }) => !/@sha256:[0-9a-f]{64}$/i.test(image))
    if (loose.length === 0) return pass('Every image of its own is pinned by digest.')
    const live = see.endpointConfigs.some(
      (config) =>
        config.variants.some(({ modelName }) => modelName === model.name) && configInUse(config, see),
    )
    return live
      ? fail(`A live endpoint runs ${nameOf(loose[0]?.image ?? '')}, which is named by a tag.`)
      : notApplicable('No live endpoint runs it.')
  },
})

/** The image without its registry, as evidence names it. */
function nameOf(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1)
}
