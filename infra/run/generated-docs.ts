import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMANDS } from '../../commands/index.ts'
import { accessReads } from '../../src/aws/access-reads.ts'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { LOG_READS } from '../../src/aws/log-reads.ts'
import { readOnlyPolicy } from '../../src/aws/read-only-policy.ts'
import { WATCH_ACTIONS } from '../../src/aws/watch/read-events.ts'
import { spellDuration } from '../../src/base/time.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { shownPolicies } from '../../src/grants/policy/shown-policies.ts'
import { type Check, judgedKinds } from '../../src/posture/check.ts'
import { CHECKS } from '../../src/posture/checks/index.ts'
import { KINDS } from '../../src/posture/kinds.ts'
import { type Framework, PRACTICES } from '../../src/posture/practice.ts'
import { reportSchemaText } from '../../src/report/schema.ts'
import { accessSchemaText } from './access/schema.ts'

const GRANT_POLICIES = shownPolicies(ENTITLEMENTS)

const ROOT = join(import.meta.dirname, '..', '..')

/** Everything that is generated, by path from the root: what each file must contain right now. */
export function generatedDocs(): ReadonlyMap<string, string> {
  return new Map([
    ['src/posture/README.md', withSections('src/posture/README.md', { catalogue: catalogue(CHECKS) })],
    [
      'README.md',
      withSections('README.md', {
        counts: counts(CHECKS),
        commands: commands(),
        entitlements: entitlements(),
        policy: jsonBlock(readOnlyPolicy([...COLLECTORS, { actions: WATCH_ACTIONS }])),
        'access-reads': jsonBlock(readOnlyPolicy([accessReads(ENTITLEMENTS)])),
        'log-reads': jsonBlock(readOnlyPolicy([LOG_READS])),
        'grant-policy': jsonBlock(GRANT_POLICIES.bot),
        boundary: jsonBlock(GRANT_POLICIES.boundary),
      }),
    ],
    ['src/report/report.schema.json', reportSchemaText()],
    ['infra/run/sagewarden.schema.json', accessSchemaText()],
  ])
}

/** Replaces what stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. */
export function replaceSection(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`]
  const [start, end] = [text.indexOf(open), text.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`There is no section "${name}" to fill in.`)
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`
}

function withSections(path: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce(
    (text, [name, content]) => replaceSection(text, name, content),
    readFileSync(join(ROOT, path), 'utf8'),
  )
}

function counts(checks: readonly Check[]): string {
  return `${checks.length} checks in ten practices, over ${COLLECTORS.length - 2} kinds of resource.`
}

function commands(): string {
  const rows = COMMANDS.map(
    ({ name, usage, summary }) => `| \`/sagemaker ${cell(`${name} ${usage}`.trim())}\` | ${cell(summary)} |`,
  )
  return ['| command | what it does |', '|---|---|', ...rows].join('\n')
}

function entitlements(): string {
  const rows = ENTITLEMENTS.map(({ id, title, risk, longestSeconds, approvals, off }) =>
    [`\`${id}\``, title, risk, spellDuration(longestSeconds), String(approvals), off ?? '']
      .map((text) => cell(text))
      .join(' | '),
  )
  return [
    '| id | I need to … | risk | longest | approvals | off, because |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}

function jsonBlock(document: object): string {
  return `\`\`\`json\n${JSON.stringify(document, null, 2)}\n\`\`\``
}

function catalogue(checks: readonly Check[]): string {
  return PRACTICES.map(({ id, section, title }) => {
    const own = checks.filter((c) => c.practice === id)
    const rows = own.map((c) =>
      [
        c.id,
        c.severity,
        c.tier,
        judgedKinds(c)
          .map((kind) => KINDS[kind].one)
          .join(', '),
        c.title,
        c.fix.effect,
        controls(c),
      ]
        .map((text) => cell(text))
        .join(' | '),
    )
    return [
      `### ${section} ${title} (${own.length})`,
      '',
      '| id | severity | tier | judges | rule | fix | controls |',
      '|---|---|---|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n')
  }).join('\n\n')
}

/** Names short enough for a table. */
const SHORT: Readonly<Record<Framework, string>> = {
  fsbp: 'FSBP',
  cisAws5: 'CIS 5',
  cisAws7: 'CIS 7',
  nist80053r5: 'NIST',
  pciDss4: 'PCI',
  hipaa: 'HIPAA',
  soc2: 'SOC 2',
  iso27001: 'ISO',
  gdpr: 'GDPR',
  awsAi: 'AISF',
}

/** The ids of a framework where they are few, else their number: the report has them all. */
function controls(check: Check): string {
  return Object.entries(check.controls)
    .map(
      ([framework, ids]) =>
        `${SHORT[framework as Framework]} ${ids.length > 3 ? `(${ids.length})` : ids.join(' ')}`,
    )
    .join('; ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
