import type { Credential } from '../posture/inventory/iam.ts'
import type { Resource } from '../posture/inventory/resource.ts'
import { Nonsense } from './call.ts'
import { instant, present } from './fields.ts'

type Row = Omit<Credential, keyof Resource | 'reportedAt'> & {
  readonly user: string
  readonly arn: string
  readonly created: Date | undefined
}

const NEEDED = ['user', 'arn', 'mfa_active', 'password_enabled', 'access_key_1_active', 'access_key_2_active']

/**
 * The rows of a credential report. Throws `Nonsense` where a column that decides verdicts is missing.
 * Source: IAM User Guide, "Getting credential reports": empty values read N/A, no_information or not_supported.
 */
export function credentialRows(csv: string): readonly Row[] {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '')
  const columns = header.split(',')
  const missing = NEEDED.filter((column) => !columns.includes(column))
  if (missing.length > 0) throw new Nonsense(`the credential report has no column ${missing.join(', ')}`)
  return lines.map((line) => {
    const cells = cellsOf(line, columns.length)
    return rowOf((column) => cells[columns.indexOf(column)] ?? '')
  })
}

/** User names may hold commas, and the report quotes nothing: user and ARN share what is left over. */
function cellsOf(line: string, columns: number): readonly string[] {
  const cells = line.split(',')
  const more = cells.length - columns
  if (more <= 0) return cells
  const inName = more / 2 + 1
  const user = cells.slice(0, inName).join(',')
  const arn = cells.slice(inName, 2 * inName).join(',')
  return [user, arn, ...cells.slice(2 * inName)]
}

function rowOf(cell: (column: string) => string): Row {
  const root = cell('user') === '<root_account>'
  return present({
    user: cell('user'),
    arn: cell('arn'),
    created: dateOf(cell('user_creation_time')),
    root,
    passwordEnabled: cell('password_enabled') === 'true',
    passwordLastUsedAt: instant(dateOf(cell('password_last_used'))),
    mfaActive: cell('mfa_active') === 'true',
    accessKeys: [1, 2].map((n) =>
      present({
        active: cell(`access_key_${n}_active`) === 'true',
        lastRotatedAt: instant(dateOf(cell(`access_key_${n}_last_rotated`))),
        lastUsedAt: instant(dateOf(cell(`access_key_${n}_last_used_date`))),
      }),
    ),
  }) as Row
}

function dateOf(text: string): Date | undefined {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : new Date(ms)
}
