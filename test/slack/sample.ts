import type { Check } from '../../src/posture/check.ts'
import type { Finding, Status } from '../../src/posture/finding.ts'
import { PRACTICES, SEVERITIES } from '../../src/posture/practice.ts'
import { aCheck, aFinding, aResource } from '../support/report.ts'

/** A name that tries everything: mentions, formats, code, hidden and turning characters; 256 characters. */
export const hostileName =
  `<!channel> *b* _i_ ~s~ \`c\` & <@U0ANARUIZ1> \u202egnp.exe\u2066\u200b\u0007<script>${'x'.repeat(300)}`.slice(
    0,
    256,
  )

/** Checks in every practice and of every severity. */
export function manyChecks(
  perPractice: number,
  title = (index: number) => `rule ${index}`,
): readonly Check[] {
  return PRACTICES.flatMap(({ id: practice }, p) =>
    Array.from({ length: perPractice }, (_, i) =>
      aCheck({
        id: `${practice}-rule-${i}`,
        title: title(p * perPractice + i),
        practice,
        severity: SEVERITIES[(p + i) % SEVERITIES.length] ?? 'low',
        of: i % 2 === 0 ? 'trainingJobs' : 'notebooks',
      }),
    ),
  )
}

/** `count` findings over these checks, each on a resource of its own. */
export function manyFindings(
  count: number,
  checks: readonly Check[],
  each: (index: number) => { name: string; evidence: string; status: Status },
): readonly Finding[] {
  return Array.from({ length: count }, (_, i) => {
    const check = checks[i % checks.length] ?? aCheck()
    const { name, evidence, status } = each(i)
    return aFinding({ check, evidence, status, resource: aResource(name, { kind: check.of }) })
  })
}
