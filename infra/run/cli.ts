import { err, ok, type Result } from '../../src/base/result.ts'
import { SEVERITIES, type Severity } from '../../src/posture/practice.ts'
import type { Report } from '../../src/posture/report.ts'
import type { ScopeProblem } from '../../src/posture/scope/scope.ts'
import { parseScope } from '../../src/posture/scope/scope-words.ts'
import { isFailing, isPartlyBlind, verdictSentence } from '../../src/posture/summary.ts'
import { csvLines } from '../../src/report/csv.ts'
import { jsonChunks } from '../../src/report/json.ts'
import { printable } from '../../src/report/printable.ts'
import { renderTerminal } from '../../src/report/terminal.ts'
import type { Services } from '../../src/services.ts'
import { type AuditArgs, readAuditArgs, USAGE } from './cli-args.ts'
import { type Out, openPending, outlive, type PendingFile, writeAll } from './cli-output.ts'
import { progressLine } from './cli-progress.ts'
import { errorLine } from './error-line.ts'

/** 0 nothing fails; 1 something does; 2 wrong usage or settings; 3 nothing fails, but something could not be seen. */
export type ExitStatus = 0 | 1 | 2 | 3

/** What the audit on the terminal needs from its process. */
export interface AuditIo {
  readonly stdout: Out
  readonly stderr: Out
  readonly env: Readonly<Record<string, string | undefined>>
  /** Opens what is audited. `regions`: empty for those of the settings. Problems are sentences. */
  readonly openServices: (options: {
    readonly regions: readonly string[]
    readonly useSample: boolean
  }) => Promise<Result<OpenedServices, readonly string[]>>
}

interface OpenedServices {
  readonly services: Pick<Services, 'checks' | 'regions' | 'audits'>
  close(): Promise<void>
}

/** Runs one audit: progress to the standard error, the result to the standard output or a file. */
export async function runAudit(argv: readonly string[], io: AuditIo): Promise<ExitStatus> {
  outlive(io.stdout)
  outlive(io.stderr)
  const args = readAuditArgs(argv)
  if (!args.ok) return refuse(io, [...args.error, 'See --help.'])
  if (args.value === 'help') {
    await writeAll(io.stdout, [USAGE])
    return 0
  }
  const file = await openFile(args.value.output)
  if (!file.ok) return refuse(io, file.error)
  try {
    const report = await audit(args.value, io)
    if (!report.ok) return refuse(io, report.error)
    const shown = await show(report.value, args.value, io, file.value)
    return shown.ok ? exitStatus(report.value, args.value.failOn) : refuse(io, shown.error)
  } finally {
    await file.value?.discard()
  }
}

/** The exit status that a report stands for. Advice never fails; a failure says more than a blind spot. */
export function exitStatus(report: Report, failOn: Severity): ExitStatus {
  const threshold = SEVERITIES.indexOf(failOn)
  const fails = report.findings.some(
    (finding) => isFailing(finding) && SEVERITIES.indexOf(finding.check.severity) <= threshold,
  )
  if (fails) return 1
  return isPartlyBlind(report) ? 3 : 0
}

async function audit(args: AuditArgs, io: AuditIo): Promise<Result<Report, readonly string[]>> {
  const { regions, useSample, useCache } = args
  const opened = await io.openServices({ regions, useSample })
  if (!opened.ok) return opened
  const { services, close } = opened.value
  const progress = progressLine(io.stderr, isTerminal(io.stderr, io))
  try {
    const scope = parseScope(args.words, services.checks, services.regions)
    if (!scope.ok) return err(scope.error.map(sentence))
    const run = services.audits.run(scope.value, { useCache, onProgress: progress.show })
    const outcome = await run.finished
    return outcome.outcome === 'report' ? ok(outcome.report) : err(outcome.problems.map(sentence))
  } catch (error) {
    return err([errorLine(error)])
  } finally {
    progress.clear()
    await close()
  }
}

async function show(
  report: Report,
  args: AuditArgs,
  io: AuditIo,
  file: PendingFile | undefined,
): Promise<Result<void, readonly string[]>> {
  const colour = file === undefined && isTerminal(io.stdout, io) && !io.env.NO_COLOR
  const chunks = {
    table: () => [renderTerminal(report, { colour, width: Math.max(40, io.stdout.columns || 100) })],
    json: () => jsonChunks(report),
    csv: () => csvLines(report),
  }[args.format]()
  try {
    await (file === undefined ? writeAll(io.stdout, chunks) : file.commit(chunks))
  } catch (error) {
    return err([`The report could not be written: ${errorLine(error)}.`])
  }
  if (file === undefined) return ok(undefined)
  io.stderr.write(`${verdictSentence(report)} The report is in ${printable(args.output ?? '')}.\n`)
  return ok(undefined)
}

async function openFile(
  path: string | undefined,
): Promise<Result<PendingFile | undefined, readonly string[]>> {
  if (path === undefined) return ok(undefined)
  try {
    return ok(await openPending(path))
  } catch (error) {
    return err([`The report cannot be written there: ${errorLine(error)}.`])
  }
}

function refuse(io: AuditIo, problems: readonly string[]): ExitStatus {
  for (const problem of problems) io.stderr.write(`${printable(problem)}\n`)
  return 2
}

function sentence({ word, reason, suggestions }: ScopeProblem): string {
  const instead = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(', ')}?`
  return `${word}: ${reason}${instead}`
}

function isTerminal(out: Out, { env }: AuditIo): boolean {
  return out.isTTY === true && env.TERM !== 'dumb'
}
