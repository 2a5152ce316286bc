import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { acmeEstate } from '../../infra/local/aws/estates/acme.ts'
import { startAwsAccount } from '../../infra/local/aws/server.ts'
import { createCollect } from '../../src/aws/collect.ts'
import { DAY_S, epochSeconds } from '../../src/base/time.ts'
import { DEFAULT_BASELINE } from '../../src/posture/baseline.ts'
import { CHECKS } from '../../src/posture/checks/index.ts'
import type { Finding } from '../../src/posture/finding.ts'
import { judge } from '../../src/posture/judge.ts'
import { parseScope } from '../../src/posture/scope-words.ts'

const REGIONS = ['eu-west-1', 'us-east-1']

/** Facts of which an account has just one: the root user, and whether somebody hears of events that no Region owns. */
const ONE_PER_ACCOUNT = [
  'alarm-console-auth-failures',
  'alarm-iam-policy-changes',
  'alarm-organizations-changes',
  'alarm-signin-without-mfa',
  'cloudtrail-multi-region-logging',
  'iam-root-no-access-key',
  'iam-root-not-used',
  'mfa-root-enabled',
  'mfa-root-hardware',
]

/** What the company expects: Europe only. */
const BASELINE = { ...DEFAULT_BASELINE, approvedRegions: ['eu-west-1'] }

let findings: readonly Finding[]
const crashes: string[] = []

beforeAll(async () => {
  const clock = () => Date.now()
  const now = epochSeconds(clock)
  const account = await startAwsAccount({ port: 0, estate: acmeEstate(now), clock })
  const collect = createCollect({
    clock,
    sleep: (ms) => sleep(ms),
    random: Math.random,
    aws: { endpoint: account.url, credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' } },
  })
  const scope = parseScope([], CHECKS)
  if (!scope.ok) throw new Error('The empty scope is a scope.')
  const collected = await collect(
    {
      kinds: scope.value.kinds,
      regions: REGIONS,
      jobsSince: now - 30 * DAY_S,
      deadline: now + 120,
      baseline: BASELINE,
      useCache: true,
    },
    () => undefined,
  )
  findings = judge(CHECKS, collected.snapshot, {
    account: collected.account,
    regions: REGIONS,
    baseline: BASELINE,
    now,
    onCrash: (check, resource, error) => crashes.push(`${check.id} on ${resource.name}: ${error}`),
  }).findings
  await account.close()
})

describe('the sample company', () => {
  it('crashes no check', () => {
    expect(crashes).toEqual([])
  })

  it('has a resource that passes and one that fails for every check', () => {
    const lacking = CHECKS.filter((check) => !ONE_PER_ACCOUNT.includes(check.id)).flatMap((check) => {
      const seen = new Set(findings.filter((f) => f.check === check).map((f) => f.status))
      const missing = (['pass', 'fail'] as const).filter((status) => !seen.has(status))
      return missing.length === 0
        ? []
        : [`${check.id} never says ${missing.join(' or ')}, only ${[...seen].join(', ')}`]
    })
    expect(lacking).toEqual([])
  })

  it('has one of the two for each fact of which there is only one', () => {
    const single = findings
      .filter((f) => ONE_PER_ACCOUNT.includes(f.check.id) && f.status !== 'not-applicable')
      .map((f) => f.status)
    expect(single.every((status) => status === 'pass' || status === 'fail')).toBe(true)
    expect(new Set(single)).toEqual(new Set(['pass', 'fail']))
  })

  it('can nearly all be seen', () => {
    const unknown = findings.filter((f) => f.status === 'unknown')
    expect(unknown.length / findings.length).toBeLessThan(0.05)
  })
})
