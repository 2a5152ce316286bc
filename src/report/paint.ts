import type { Severity } from '../posture/practice.ts'

/** Puts a style on a piece of text, or leaves it as it is where there are no colours. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  good(text: string): string
  severity(severity: Severity, text: string): string
}

/** Codes of ECMA-48 "select graphic rendition". */
const SEVERITY_CODE: Readonly<Record<Severity, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  informational: '2',
}

export function paintOf(colour: boolean): Paint {
  const style = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  return {
    bold: (text) => style('1', text),
    dim: (text) => style('2', text),
    good: (text) => style('32', text),
    severity: (severity, text) => style(SEVERITY_CODE[severity], text),
  }
}
