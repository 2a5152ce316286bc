import { DAY_S, isoTime, plural, spellDuration } from '../../../base/time.ts'
import { defineCheck, fail, pass } from '../../check.ts'
import { Undecided } from '../../snapshot.ts'

export const iamRootNotUsed = defineCheck({
  id: 'iam-root-not-used',
  title: 'The root user must not be used for daily work',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['IAM.20'],
    cisAws5: ['1.6'],
    cisAws7: ['2.7'],
    iso27001: ['A.5.15'],
    awsAi: ['AISF-IAM-04'],
  },
  why: 'What root does cannot be bounded and names nobody. Whoever works as root leaves its password or key where it can be stolen.',
  fix: {
    summary: 'Work through roles, lock the root credentials away, and raise an alarm when root signs in.',
    console: 'IAM Identity Center › give people permission sets; CloudWatch › an alarm on root activity.',
    cli: 'aws iam generate-credential-report',
    effect: 'in-place',
  },
  of: 'accounts',
  with: ['credentials'],
  evaluate: (account, { credentials, baseline, now }) => {
    const root = credentials.find((row) => row.root, account.arn)
    if (!root) throw new Undecided('The credential report has no row for the root user.')
    const used = [root.passwordLastUsedAt, ...root.accessKeys.map((key) => key.lastUsedAt)]
    const last = Math.max(...used.filter((at) => at !== undefined), Number.NEGATIVE_INFINITY)
    const report = `the report is of ${isoTime(root.reportedAt)}`
    if (last === Number.NEGATIVE_INFINITY) return pass(`The root user was never used; ${report}`)
    const said = `The root user was last used ${spellDuration(now - last)} ago; ${report}`
    const days = baseline.rootUnusedDays
    return now - last < days * DAY_S ? fail(`${said}; ${plural(days, 'day')} are asked for`) : pass(said)
  },
})
