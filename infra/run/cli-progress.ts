import { plural } from '../../src/base/time.ts'
import { KINDS } from '../../src/posture/kinds.ts'
import type { Progress } from '../../src/posture/ports.ts'
import type { Out } from './cli-output.ts'

/** Shows how far an audit is. */
export interface ProgressLine {
  show(progress: Progress): void
  /** Takes the line away, so that the result stands alone. */
  clear(): void
}

const ERASE_LINE = '\r\u001b[2K'

/** One line that is written over and over on a terminal; elsewhere a line at each quarter of the way. */
export function progressLine(out: Out, isTerminal: boolean): ProgressLine {
  let shown = ''
  return {
    show(progress) {
      const line = isTerminal ? progressText(progress, (out.columns || 80) - 1) : milestone(progress)
      if (line === shown) return
      shown = line
      out.write(isTerminal ? `${ERASE_LINE}${line}` : `${line}\n`)
    },
    clear() {
      if (isTerminal && shown !== '') out.write(ERASE_LINE)
      shown = ''
    },
  }
}

/** `reading notebook instances, IAM roles: 12 of 44, 340 resources, 61 calls`, cut to the width. */
function progressText(progress: Progress, width: number): string {
  const counts = `${plural(progress.resources, 'resource')}, ${plural(progress.calls, 'call')}`
  const reading = progress.reading.map((kind) => KINDS[kind].many).join(', ')
  const text =
    progress.phase === 'collecting'
      ? `reading ${progress.done} of ${progress.total}, ${counts}${reading === '' ? '' : `: ${reading}`}`
      : `${progress.phase}, ${counts}`
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}

function milestone({ phase, done, total }: Progress): string {
  if (phase !== 'collecting') return phase
  const quarter = total === 0 ? 0 : Math.floor((4 * done) / total) * 25
  return `reading ${quarter}%`
}
