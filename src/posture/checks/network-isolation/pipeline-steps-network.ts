import { defineCheck, notApplicable } from '../../check.ts'
import { type PartQuestion, partInVpc, partIsolated, verdictOnParts } from '../../workloads/workload.ts'
import { workloadFix } from '../../workloads/workload-fix.ts'

export const pipelineStepsNetwork = defineCheck({
  id: 'pipeline-steps-network',
  title: 'Pipeline steps must name a VPC and turn on network isolation',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Finished jobs cannot be changed, but the pipeline that starts them can: network settings that are made here hold for every later run.',
  fix: workloadFix(
    'pipelines',
    'Set subnets, security groups and network isolation on every step that runs compute, and upsert the pipeline.',
    'vpc',
    'isolation',
  ),
  of: 'pipelines',
  evaluate: (pipeline) => verdictOnParts(pipeline, inVpc, isolated),
})

/** Transform steps run in the network of their model. */
const inVpc: PartQuestion = (part) =>
  part.type === 'transform'
    ? notApplicable('Transform steps use the network of their model.')
    : partInVpc(part)

/** CreateAutoMLJob has a VPC setting and none for isolation. */
const isolated: PartQuestion = (part) =>
  part.type === 'transform' || part.type === 'automl'
    ? notApplicable(`A step of the type ${part.type} has no isolation of its own.`)
    : partIsolated(part)
