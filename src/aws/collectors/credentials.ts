import { required } from '../call.ts'
import { defineCollector, type Reading } from '../collector.ts'
import { credentialRows } from '../credential-report.ts'
import { instant } from '../fields.ts'

/** Milliseconds to wait while AWS makes the report; it usually takes a second or two. */
const PATIENCE_MS = [250, 500, 1000, 2000, 3000, 5000, 8000]

/** The credential report: passwords, MFA and access keys of all users in one file, up to four hours old. */
export const credentials = defineCollector({
  kind: 'credentials',
  actions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  regional: false,
  async collect(reading) {
    if (!(await generated(reading))) return []
    const answer = await reading.read('iam', 'GetCredentialReport', {}, (raw) => {
      const text = new TextDecoder().decode(required(raw.Content, 'Content'))
      const reportedAt = instant(raw.GeneratedTime) ?? reading.now
      return credentialRows(text).map(({ user, arn, created, ...row }) => ({
        ...reading.identity(user, arn, created),
        ...row,
        reportedAt,
      }))
    })
    if (answer.outcome === 'value') return answer.value
    reading.gap(answer.refusal)
    return []
  },
})

/** Asks for a report until it is there. What is refused or takes too long is a gap. */
async function generated(reading: Reading): Promise<boolean> {
  for (const waitMs of [...PATIENCE_MS, 0]) {
    const answer = await reading.read('iam', 'GenerateCredentialReport', {}, (raw) => raw.State)
    if (answer.outcome === 'refused') {
      reading.gap(answer.refusal)
      return false
    }
    if (answer.outcome === 'value' && answer.value === 'COMPLETE') return true
    await reading.sleep(waitMs)
  }
  reading.gap(unfinished('GenerateCredentialReport', 'AWS did not finish the report in time'))
  return false
}

function unfinished(call: string, detail: string) {
  return { call, action: `iam:${call}`, region: 'global', cause: 'unavailable', detail } as const
}
