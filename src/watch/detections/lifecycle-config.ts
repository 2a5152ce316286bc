import { defineDetection } from '../detection.ts'
import { leavesOf, type TrailEvent, text } from '../event.ts'

const MAKES = [
  'CreateNotebookInstanceLifecycleConfig',
  'UpdateNotebookInstanceLifecycleConfig',
  'CreateStudioLifecycleConfig',
]
const ATTACHES = [
  'CreateNotebookInstance',
  'UpdateNotebookInstance',
  'CreateDomain',
  'UpdateDomain',
  'CreateUserProfile',
  'UpdateUserProfile',
  'CreateSpace',
  'UpdateSpace',
]

/** A script that runs when a notebook or app starts was written, changed or attached. */
export const lifecycleConfig = defineDetection({
  id: 'lifecycle-config',
  title: 'A lifecycle script was changed or attached',
  severity: 'high',
  why: 'The script runs as root or as the user whenever a notebook or app starts, with its execution role: a way to stay that no console shows.',
  respond: 'Read the script. Detach it if nobody knows it, and look at what ran with the role since.',
  practice: 'compliance',
  audit: 'lifecycle-script-suspicious-content',
  of: { sources: ['sagemaker.amazonaws.com'], names: [...MAKES, ...ATTACHES] },
  detect: (event) => {
    if (event.errorCode !== null) return undefined
    const { asked } = event
    if (MAKES.includes(event.name)) {
      const name = text(asked.notebookInstanceLifecycleConfigName) ?? text(asked.studioLifecycleConfigName)
      return { subject: name ?? 'unnamed script' }
    }
    const script = attached(event)
    return script === undefined ? undefined : { subject: script, on: targetOf(event) }
  },
})

function attached({ asked }: TrailEvent): string | undefined {
  const found = leavesOf(asked).find(([name, value]) => LIFECYCLE.test(name) && text(value) !== null)
  return found && String(found[1])
}

const LIFECYCLE = /^(lifecycleConfigName|lifecycleConfigArns?)$/

function targetOf({ asked }: TrailEvent): string {
  const names = [
    asked.notebookInstanceName,
    asked.domainId ?? asked.domainName,
    asked.userProfileName,
    asked.spaceName,
  ]
  return names.flatMap((name) => text(name) ?? []).join('/')
}
