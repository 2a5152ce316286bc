import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { readOnlyPolicy } from '../../src/aws/read-only-policy.ts'
import { SagewardenStack } from './stack.ts'

/** The app with its one stack, checked by cdk-nag's AWS Solutions rules when it is synthesised into `outdir`. */
export function sagewardenApp(outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false })
  const stack = new SagewardenStack(app, 'Sagewarden', { auditPolicy: readOnlyPolicy(COLLECTORS) })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  Validations.of(stack).acknowledge({
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    reason:
      'Posture is read of every resource in the account: the actions only read, and most of them take no resource.',
  })
  return app
}

/** `npm run synth`: synthesises offline into cdk.out. Throws with everything that cdk-nag objects to. */
export async function synth(): Promise<number> {
  sagewardenApp(join(import.meta.dirname, '..', '..', 'cdk.out')).synth()
  process.stdout.write('Synthesised into cdk.out; cdk-nag has no objection.\n')
  return 0
}
