/** The columns of the report, in AWS's order. */
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const

const WITHOUT_VALUE: Record<string, string> = {
  password_enabled: 'false',
  mfa_active: 'false',
  access_key_1_active: 'false',
  access_key_2_active: 'false',
  cert_1_active: 'false',
  cert_2_active: 'false',
}

const ROOT: Record<string, string> = {
  password_enabled: 'not_supported',
  password_last_changed: 'not_supported',
}

/**
 * The credential report as CSV, `<root_account>` first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export const credentialReport = (account: string, rows: readonly Record<string, string>[]): string => {
  const line = (row: Record<string, string>): string => {
    const root = row.user === '<root_account>' ? ROOT : {}
    const whole: Record<string, string> = {
      ...WITHOUT_VALUE,
      arn: `arn:aws:iam::${account}:${row.user === '<root_account>' ? 'root' : `user/${row.user}`}`,
      ...root,
      ...row,
    }
    return COLUMNS.map((column) => whole[column] ?? 'N/A').join(',')
  }
  const first = rows.filter((row) => row.user === '<root_account>')
  const rest = rows.filter((row) => row.user !== '<root_account>')
  return [COLUMNS.join(','), ...[...first, ...rest].map(line)].join('\n')
}
