import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { accessReads } from '../../src/aws/access-reads.ts'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { LOG_READS } from '../../src/aws/log-reads.ts'
import { readOnlyPolicy } from '../../src/aws/read-only-policy.ts'
import { WATCH_ACTIONS } from '../../src/aws/watch/read-events.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import { eventPatterns } from '../../src/watch/event-patterns.ts'
import { RelayStack } from './relay.ts'
import { SagewardenStack } from './stack.ts'

const CEILING =
  'A boundary grants nothing: reads are named by their first word to fit it in 6,144 characters.'

/** Wildcards that are meant, and why. Any other is an error of the synthesis. */
const ACKNOWLEDGED: Readonly<Record<string, string>> = {
  'Resource::*':
    'Posture is read of every resource in the account: the actions only read, and most of them take no resource. The boundary names actions alone.',
  'Action::sagemaker:Describe*': CEILING,
  'Action::sagemaker:List*': CEILING,
  'Action::sagemaker-mlflow:Get*': CEILING,
  'Action::sagemaker-mlflow:List*': CEILING,
  'Action::sagemaker-mlflow:Search*': CEILING,
  'Resource::arn:<AWS::Partition>:iam::<AWS::AccountId>:role/*':
    'The boundary lets grants hand a role to SageMaker; which one, the grant itself names.',
  'Resource::arn:<AWS::Partition>:iam::<AWS::AccountId>:role/sagewarden/*':
    'The path holds the roles of grants and nothing else; each is named after its grant.',
}

/** The app with its two stacks, checked by cdk-nag's AWS Solutions rules when it is synthesised into `outdir`. */
export function sagewardenApp(outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false })
  const patterns = eventPatterns(DETECTIONS)
  const stack = new SagewardenStack(app, 'Sagewarden', {
    auditPolicy: readOnlyPolicy([...COLLECTORS, { actions: WATCH_ACTIONS }, LOG_READS]),
    accessPolicy: readOnlyPolicy([accessReads(ENTITLEMENTS)]),
    entitlements: ENTITLEMENTS,
    patterns,
  })
  new RelayStack(app, 'SagewardenRelay', { patterns })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  for (const [finding, reason] of Object.entries(ACKNOWLEDGED))
    Validations.of(stack).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[${finding}]`, reason })
  return app
}

/** `npm run synth`: synthesises offline into cdk.out. Throws with everything that cdk-nag objects to. */
export async function synth(): Promise<number> {
  sagewardenApp(join(import.meta.dirname, '..', '..', 'cdk.out')).synth()
  process.stdout.write('Synthesised into cdk.out; cdk-nag has no objection.\n')
  return 0
}
