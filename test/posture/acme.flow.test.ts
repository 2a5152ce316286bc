import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { acmeEstate } from '../../infra/local/aws/estates/acme.ts'
import { acmeSandbox, SANDBOX_ACCOUNT, SANDBOX_KEY } from '../../infra/local/aws/estates/acme-sandbox.ts'
import { startAwsAccount } from '../../infra/local/aws/server.ts'
import { createCollect } from '../../src/aws/collect.ts'
import { DAY_S, epochSeconds } from '../../src/base/time.ts'
import { DEFAULT_BASELINE } from '../../src/posture/baseline.ts'
import { CHECKS } from '../../src/posture/checks/index.ts'
import type { Finding } from '../../src/posture/finding.ts'
import { judge } from '../../src/posture/judge.ts'
import { parseScope } from '../../src/posture/scope/scope-words.ts'

const REGIONS = ['eu-west-1', 'us-east-1']

/** What the company expects: Europe only. */
const BASELINE = { ...DEFAULT_BASELINE, approvedRegions: ['eu-west-1'] }

interface Audited {
  readonly account: string
  readonly findings: readonly Finding[]
}

let main: Audited
let sandbox: Audited
const crashes: string[] = []

beforeAll(async () => {
  const clock = () => Date.now()
  const now = epochSeconds(clock)
  const scope = parseScope([], CHECKS)
  if (!scope.ok) throw new Error('The empty scope is a scope.')
  const { kinds } = scope.value
  const company = await startAwsAccount({
    port: 0,
    estate: acmeEstate(now),
    others: [acmeSandbox(now)],
    clock,
  })
  const audit = async (accessKeyId: string): Promise<Audited> => {
    const { account, snapshot } = await createCollect({
      clock,
      sleep: (ms) => sleep(ms),
      random: Math.random,
      aws: { endpoint: company.url, credentials: { accessKeyId, secretAccessKey: 'test' } },
    })(
      {
        kinds,
        regions: REGIONS,
        jobsSince: now - 30 * DAY_S,
        deadline: now + 120,
        baseline: BASELINE,
        useCache: true,
      },
      () => undefined,
    )
    const { findings } = judge(CHECKS, snapshot, {
      account,
      regions: REGIONS,
      baseline: BASELINE,
      now,
      onCrash: (check, resource, error) => crashes.push(`${check.id} on ${resource.name}: ${error}`),
    })
    return { account, findings }
  }
  main = await audit('AKIATEST')
  sandbox = await audit(SANDBOX_KEY)
  await company.close()
})

describe('the sample company', () => {
  it('crashes no check', () => {
    expect(crashes).toEqual([])
  })

  it('has two accounts, told apart by the access key', () => {
    expect([main.account, sandbox.account]).toEqual(['111122223333', SANDBOX_ACCOUNT])
    const accounts = (audited: Audited) => new Set(audited.findings.map(({ resource }) => resource.account))
    expect(accounts(sandbox)).toEqual(new Set([SANDBOX_ACCOUNT]))
    expect(accounts(main)).not.toContain(SANDBOX_ACCOUNT)
  })

  it('has a resource that passes and one that fails for every check', () => {
    const findings = [...main.findings, ...sandbox.findings]
    const lacking = CHECKS.flatMap((check) => {
      const seen = new Set(findings.filter((f) => f.check === check).map((f) => f.status))
      const missing = (['pass', 'fail'] as const).filter((status) => !seen.has(status))
      return missing.length === 0
        ? []
        : [`${check.id} never says ${missing.join(' or ')}, only ${[...seen].join(', ')}`]
    })
    expect(lacking).toEqual([])
  })

  it.each([
    ['the company', () => main],
    ['the sandbox', () => sandbox],
  ])('can nearly all be seen: %s', (_, audited) => {
    const { findings } = audited()
    const unknown = findings.filter((f) => f.status === 'unknown')
    expect(unknown.length / findings.length).toBeLessThan(0.05)
  })
})
