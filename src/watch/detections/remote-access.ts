import { defineDetection } from '../detection.ts'
import { fieldsIn, leavesOf, type TrailEvent, text } from '../event.ts'

/** A shell into running training, or a desktop IDE into a space. */
export const remoteAccess = defineDetection({
  id: 'remote-access',
  title: 'Remote debugging or remote access was switched on',
  severity: 'high',
  why: 'It opens a shell inside the job or space, with its execution role and data, past the sign-in of Studio.',
  respond:
    'Ask who needs it and until when. Switch it off, and look at the sessions that were started meanwhile.',
  practice: 'network-access',
  audit: 'space-remote-access-disabled',
  of: {
    sources: ['sagemaker.amazonaws.com'],
    names: [
      'CreateTrainingJob',
      'UpdateTrainingJob',
      'CreateSpace',
      'UpdateSpace',
      'UpdateUserProfile',
      'UpdateDomain',
    ],
  },
  detect: (event) => {
    if (event.errorCode !== null) return undefined
    const { asked } = event
    if (fieldsIn(asked.remoteDebugConfig).enableRemoteDebug === true)
      return { subject: text(asked.trainingJobName) ?? 'unnamed training job', more: 'remote debugging' }
    return leavesOf(asked).some(([name, value]) => name === 'remoteAccess' && value === 'ENABLED')
      ? { subject: placeOf(event), more: 'remote access' }
      : undefined
  },
})

function placeOf({ asked }: TrailEvent): string {
  const names = [asked.domainId, asked.spaceName ?? asked.userProfileName]
  return names.flatMap((name) => text(name) ?? []).join('/') || 'unnamed space'
}
