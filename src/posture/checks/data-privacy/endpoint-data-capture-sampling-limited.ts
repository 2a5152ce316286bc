import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { Undecided } from '../../snapshot.ts'
import { captureOf } from '../../workloads/data-capture.ts'

export const endpointDataCaptureSamplingLimited = defineCheck({
  id: 'endpoint-data-capture-sampling-limited',
  title: 'Capture sampling must not exceed the approved share',
  practice: 'data-privacy',
  severity: 'low',
  tier: 'core',
  controls: {},
  why: 'Captured requests hold what people sent to the model. Whoever monitors a model needs a sample, not every request.',
  fix: {
    summary: 'Deploy a configuration with a lower sampling percentage.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Data capture › Sampling percentage; then update the endpoint.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --production-variants file://VARIANTS.json --data-capture-config file://CAPTURE.json   # with a lower InitialSamplingPercentage\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpoints',
  with: ['endpointConfigs'],
  evaluate: (endpoint, see) => {
    const capture = captureOf(endpoint, see)
    if (capture === undefined) return notApplicable('Data capture is off.')
    const { samplingPercent: share } = capture
    if (share === undefined) throw new Undecided('AWS does not say what share of the requests is captured.')
    const limit = see.baseline.captureSamplingPercent
    const seen = `${share} % of the requests are captured`
    return share > limit
      ? fail(`${seen}; at most ${limit} % may be.`)
      : pass(`${seen}, within the limit of ${limit} %.`)
  },
})
