import { err, ok } from '../../src/base/result.ts'
import { openAuditing } from './auditing.ts'
import { awsRegions } from './aws-regions.ts'
import { runAudit } from './cli.ts'
import { readConfig } from './config.ts'
import { startSampleAccount } from './local-workspace.ts'
import { createLogger } from './log.ts'

/** `npm run audit`: one audit on the terminal, of the account that the AWS SDK finds or of the sample one. */
export async function audit(argv: readonly string[]): Promise<number> {
  return runAudit(argv, {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    openServices: async ({ regions, useSample }) => {
      const config = readConfig(process.env)
      if (!config.ok) return config
      const logger = createLogger('warn')
      const clock = () => Date.now()
      const shared = { config: config.value, logger, clock, whenLocked: 'forget' } as const
      if (useSample) {
        const account = await startSampleAccount()
        const opened = await openAuditing({
          ...shared,
          regions: regions.length > 0 ? regions : account.regions,
          aws: account.aws,
          folder: 'sample',
        })
        if (!opened.ok) return opened
        return ok({
          ...opened.value,
          close: async () => {
            await opened.value.close()
            await account.close()
          },
        })
      }
      const found = await awsRegions(regions.length > 0 ? regions : config.value.regions)
      return found.ok ? openAuditing({ ...shared, regions: found.value, folder: '.' }) : err(found.error)
    },
  })
}
