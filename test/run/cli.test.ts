import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AuditIo, exitStatus, runAudit } from '../../infra/run/cli.ts'
import { err, ok } from '../../src/base/result.ts'
import type { AuditOutcome, Audits } from '../../src/posture/audit.ts'
import type { Progress } from '../../src/posture/ports.ts'
import type { Severity } from '../../src/posture/practice.ts'
import type { Report } from '../../src/posture/report.ts'
import type { Scope } from '../../src/posture/scope/scope.ts'
import { services as someServices } from '../slack/held-audits.ts'
import { NOW, REGION } from '../support/inventory.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'

const failing = (severity: Severity) => aFinding({ check: aCheck({ severity }) })
const good = aReport({ findings: [aFinding({ status: 'pass' })], score: 100 })
const bad = aReport({ findings: [failing('high')] })

const WAIVED = { waiver: 'w1', until: NOW + 60, by: 'T1/UANN', approvedBy: null, reason: 'A lab.' } as const

/** A stream that remembers what was written; `tty` makes it a terminal. */
function aStream(options: { tty?: boolean; failsWith?: string } = {}) {
  let written = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (options.failsWith !== undefined) {
        done(Object.assign(new Error(options.failsWith), { code: options.failsWith }))
        return
      }
      written += String(chunk)
      done()
    },
  })
  return Object.assign(stream, { isTTY: options.tty ?? false, columns: 90, text: () => written })
}

interface Asked {
  readonly scopes: Scope[]
  readonly options: unknown[]
  closed: number
}

/** A terminal on which an audit ends with this report. */
function aTerminal(
  ending: Report | AuditOutcome | Error,
  overrides: Partial<AuditIo> & { readonly progress?: readonly Progress[] } = {},
) {
  const asked: Asked = { scopes: [], options: [], closed: 0 }
  const audits: Audits = {
    run(scope, { useCache, onProgress }) {
      asked.scopes.push(scope)
      asked.options.push({ useCache })
      for (const progress of overrides.progress ?? []) onProgress(progress)
      const finished = ending instanceof Error ? Promise.reject(ending) : Promise.resolve(outcomeOf(ending))
      return { id: 'a', startedAt: 0, started: true, finished }
    },
    byId: async () => undefined,
  }
  const { services } = someServices([])
  const stdout = aStream()
  const stderr = aStream()
  const io = {
    stdout,
    stderr,
    env: {},
    openServices: async (options: unknown) => {
      asked.options.push(options)
      return ok({
        services: { ...services, checks: [aCheck()], regions: [REGION], audits },
        close: async () => {
          asked.closed++
        },
      })
    },
    ...overrides,
  }
  return { io, asked, out: () => stdout.text(), err: () => stderr.text() }
}

function outcomeOf(ending: Report | AuditOutcome): AuditOutcome {
  return 'outcome' in ending ? ending : { outcome: 'report', report: ending }
}

describe('the exit status', () => {
  const unknown = aFinding({ status: 'unknown' })
  const rows: ReadonlyArray<[0 | 1 | 3, string, Severity, Partial<Report>]> = [
    [0, 'a waived finding', 'critical', { findings: [{ ...failing('critical'), waived: WAIVED }] }],
    [0, 'everything passes', 'high', { findings: [aFinding({ status: 'pass' })] }],
    [0, 'there is nothing to judge', 'high', {}],
    [1, 'something fails at the threshold', 'high', { findings: [failing('high')] }],
    [1, 'something fails above it', 'high', { findings: [failing('critical')] }],
    [0, 'something fails below it', 'high', { findings: [failing('medium')] }],
    [1, 'the threshold is lower', 'low', { findings: [failing('medium')] }],
    [0, 'the threshold is higher', 'critical', { findings: [failing('high')] }],
    [1, 'the threshold is the lowest', 'informational', { findings: [failing('informational')] }],
    [0, 'there is advice only', 'low', { findings: [aFinding({ check: aCheck({ tier: 'advisory' }) })] }],
    [3, 'a verdict is unknown', 'high', { findings: [unknown] }],
    [3, 'there is a gap', 'high', { gaps: [aReportedGap()] }],
    [3, 'something fails below it and a verdict is unknown', 'high', { findings: [failing('low'), unknown] }],
    [1, 'something fails and a verdict is unknown', 'high', { findings: [failing('high'), unknown] }],
  ]
  test.each(rows)('is %i where %s (--fail-on %3$s)', (status, _name, failOn, fields) => {
    expect(exitStatus(aReport(fields), failOn)).toBe(status)
  })

  test('is the one of the report', async () => {
    expect(await runAudit([], aTerminal(good).io)).toBe(0)
    expect(await runAudit([], aTerminal(bad).io)).toBe(1)
    expect(await runAudit(['--fail-on', 'critical'], aTerminal(bad).io)).toBe(0)
  })
})

describe('wrong usage is told, and nothing is audited', () => {
  test.each([
    [['--foramt', 'json'], 'There is no option --foramt; did you mean --format?'],
    [['-x'], 'There is no option -x.'],
    [['--format'], '--format needs a value.'],
    [['--format', 'xml'], '--format must be table, json or csv.'],
    [['--format', 'json', '--format', 'csv'], '--format may be given once.'],
    [['--fail-on', 'hihg'], '--fail-on must be critical, high, medium, low or informational.'],
    [['--region', 'Europe'], '--region must be an AWS Region such as eu-west-1.'],
    [['--output='], '--output needs a value.'],
    [['--output', '--sample'], '--output needs a value.'],
    [['--sample=yes'], '--sample takes no value.'],
  ])('%j: %s', async (argv, message) => {
    const terminal = aTerminal(good)
    expect(await runAudit(argv, terminal.io)).toBe(2)
    expect(terminal.err()).toContain(`${message}\n`)
    expect(terminal.err()).toContain('See --help.')
    expect([terminal.out(), terminal.asked.scopes]).toEqual(['', []])
  })

  test('all problems come together', async () => {
    const terminal = aTerminal(good)
    await runAudit(['--nope', '--format', 'xml', '--region', 'x'], terminal.io)
    expect(terminal.err().trim().split('\n')).toHaveLength(4)
  })

  test('a scope word that means nothing', async () => {
    const terminal = aTerminal(good)
    expect(await runAudit(['severity:hihg'], terminal.io)).toBe(2)
    expect(terminal.err()).toMatch(/severity:hihg: .*high/)
    expect(terminal.asked.closed).toBe(1)
  })

  test('wrong settings', async () => {
    const terminal = aTerminal(good, {
      openServices: async () => err(['PORT is wrong.', 'No Region is set.']),
    })
    expect(await runAudit([], terminal.io)).toBe(2)
    expect(terminal.err()).toBe('PORT is wrong.\nNo Region is set.\n')
  })

  test('an account that cannot be read at all is one line', async () => {
    const terminal = aTerminal(
      new Error('nothing could be read', { cause: new Error('no credentials\u001b[31m') }),
    )
    expect(await runAudit([], terminal.io)).toBe(2)
    expect(terminal.err()).toBe('nothing could be read: no credentials␛[31m\n')
    expect(terminal.asked.closed).toBe(1)
  })

  test('resources that do not exist', async () => {
    const problems = [{ word: 'chrun', reason: 'There is no such resource.', suggestions: ['churn'] }]
    const terminal = aTerminal({ outcome: 'nothing-matched', problems })
    expect(await runAudit(['name:chrun'], terminal.io)).toBe(2)
    expect(terminal.err()).toBe('chrun: There is no such resource. Did you mean churn?\n')
  })
})

describe('what is asked for', () => {
  test('--help shows the usage and audits nothing', async () => {
    const terminal = aTerminal(bad)
    expect(await runAudit(['--help'], terminal.io)).toBe(0)
    expect(terminal.out()).toContain('npm run -s audit')
    expect(terminal.asked.scopes).toEqual([])
  })

  test('scope words and options stand in any order', async () => {
    const { io, asked } = aTerminal(good)
    const argv = [
      '3a',
      '--region',
      'eu-west-1',
      '--no-cache',
      'severity:high',
      '--region=us-east-1',
      '--sample',
    ]
    expect(await runAudit(argv, io)).toBe(0)
    expect(asked.options).toEqual([
      { regions: ['eu-west-1', 'us-east-1'], useSample: true },
      { useCache: false },
    ])
    expect(asked.scopes.map((scope) => scope.words)).toEqual([['3a', 'severity:high']])
  })

  test('the table is the default; the other formats are on demand', async () => {
    const [table, json, csv] = [aTerminal(bad), aTerminal(bad), aTerminal(bad)]
    await runAudit([], table.io)
    await runAudit(['--format', 'json'], json.io)
    await runAudit(['--format', 'csv'], csv.io)
    expect(table.out()).toContain('1 finding fails (1 high).')
    expect(JSON.parse(json.out()).schema).toBe('sagewarden.report/v1')
    expect(csv.out()).toMatch(/^check,title,status/)
  })

  const tty = () => aStream({ tty: true })
  test.each([
    ['on a terminal', tty(), {}, true],
    ['with an empty NO_COLOR', tty(), { NO_COLOR: '' }, true],
    ['with NO_COLOR', tty(), { NO_COLOR: '1' }, false],
    ['on a dumb terminal', tty(), { TERM: 'dumb' }, false],
    ['in a pipe', aStream(), {}, false],
  ])('colours %s: %#', async (_name, stdout, env, coloured) => {
    await runAudit([], aTerminal(bad, { stdout, env }).io)
    expect(stdout.text().includes('\u001b[')).toBe(coloured)
  })

  test('a reader that goes away changes nothing', async () => {
    const findings = Array.from({ length: 5000 }, (_, n) => aFinding({ resource: aResource(`n-${n}`) }))
    const stdout = aStream({ failsWith: 'EPIPE' })
    const { io } = aTerminal(aReport({ findings }), { stdout })
    expect(await runAudit(['--format', 'json'], io)).toBe(1)
  })
})

describe('progress', () => {
  const at = (done: number, fields: Partial<Progress> = {}): Progress => ({
    phase: 'collecting',
    done,
    total: 8,
    reading: ['notebooks', 'iamRoles'],
    resources: 1200,
    calls: 3,
    ...fields,
  })
  const progress = [at(0), at(1), at(2), at(2), at(8), at(8, { phase: 'judging' })]

  test('is one line that is rewritten on a terminal, and gone at the end', async () => {
    const stderr = aStream({ tty: true })
    await runAudit([], aTerminal(good, { stderr, progress }).io)
    const lines = stderr.text().split('\r\u001b[2K')
    expect(lines).toHaveLength(7)
    expect(lines[1]).toBe('reading 0 of 8, 1,200 resources, 3 calls: notebook instances, IAM roles')
    expect(lines.at(-2)).toBe('judging, 1,200 resources, 3 calls')
    expect(lines.at(-1)).toBe('')
  })

  test('is a line at each milestone elsewhere, and never on the standard output', async () => {
    const terminal = aTerminal(good, { progress })
    await runAudit(['--format', 'json'], terminal.io)
    expect(terminal.err()).toBe('reading 0%\nreading 25%\nreading 100%\njudging\n')
    expect(() => JSON.parse(terminal.out())).not.toThrow()
  })

  test('never breaks its line', async () => {
    const stderr = Object.assign(aStream({ tty: true }), { columns: 20 })
    await runAudit([], aTerminal(good, { stderr, progress }).io)
    for (const line of stderr.text().split('\r\u001b[2K')) expect(line.length).toBeLessThan(20)
  })
})

test('an output that takes nothing is said in one line, and is no verdict', async () => {
  const stdout = aStream({ failsWith: 'ENOSPC' })
  const terminal = aTerminal(good, { stdout })
  expect(await runAudit([], terminal.io)).toBe(2)
  expect(terminal.err()).toContain('The report could not be written: ENOSPC.')
})

describe('--output', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sagewarden-cli-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  test('writes the report for its owner alone, and says so', async () => {
    const path = join(folder, 'report.json')
    await writeFile(path, 'an older one')
    await chmod(path, 0o644)
    const terminal = aTerminal(bad)
    expect(await runAudit(['--format', 'json', '--output', path], terminal.io)).toBe(1)
    expect(JSON.parse(await readFile(path, 'utf8')).totals.fail).toBe(1)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(terminal.out()).toBe('')
    expect(terminal.err()).toBe(`1 finding fails (1 high). The report is in ${path}.\n`)
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  test('leaves no colours in the file', async () => {
    const path = join(folder, 'report.txt')
    await runAudit(['--output', path], aTerminal(bad, { stdout: aStream({ tty: true }) }).io)
    expect(await readFile(path, 'utf8')).not.toContain('\u001b')
  })

  test('leaves the older file alone where the audit ends without a report', async () => {
    const path = join(folder, 'report.json')
    await writeFile(path, 'an older one')
    expect(await runAudit(['--output', path], aTerminal(new Error('no credentials')).io)).toBe(2)
    expect(await readFile(path, 'utf8')).toBe('an older one')
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  test('says at once where the file cannot be', async () => {
    const terminal = aTerminal(good)
    expect(await runAudit(['--output', join(folder, 'none', 'x')], terminal.io)).toBe(2)
    expect(await runAudit(['--output', folder], terminal.io)).toBe(2)
    expect(terminal.err()).toContain('The report cannot be written there: ENOENT')
    expect(terminal.asked.scopes).toEqual([])
  })
})
