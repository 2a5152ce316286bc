import { estateScenario } from './estate.ts'
import { growthScenario } from './growth.ts'
import { homeScenario } from './home.ts'
import { slackScenario } from './slack.ts'

/** `npm run bench`: every number of the README, measured in one run on this machine. Ratios are of the same run. */
export async function bench(): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`)
  print(`Node ${process.versions.node}, ${process.platform} ${process.arch}`)
  await estateScenario(print)
  await growthScenario(print)
  await slackScenario(print)
  await homeScenario(print)
  return 0
}
