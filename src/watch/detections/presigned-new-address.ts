import { DAY_S } from '../../base/time.ts'
import { defineDetection } from '../detection.ts'
import type { TrailEvent } from '../event.ts'
import { valuesSince } from '../memory.ts'

const KNOWN_FOR_S = 90 * DAY_S

/** A link into SageMaker, made from where this principal never made one before. */
export const presignedNewAddress = defineDetection({
  id: 'presigned-new-address',
  title: 'A link into SageMaker was made from a new address',
  severity: 'medium',
  why: 'A presigned link opens Studio, a notebook or MLflow without any further sign-in. Stolen credentials show first by a new address.',
  respond: 'Ask the person whether they moved. If not, disable the access key or end the role’s sessions.',
  practice: 'network-access',
  audit: 'presign-domain-network-conditioned',
  of: {
    sources: ['sagemaker.amazonaws.com'],
    names: [
      'CreatePresignedDomainUrl',
      'CreatePresignedNotebookInstanceUrl',
      'CreatePresignedMlflowTrackingServerUrl',
      'CreatePresignedMlflowAppUrl',
      'CreatePartnerAppPresignedUrl',
    ],
  },
  remember: (event) => (counts(event) ? { key: keyOf(event), value: String(event.from) } : undefined),
  detect: (event, memory) => {
    if (!counts(event)) return undefined
    const known = valuesSince(memory, keyOf(event), event.at - KNOWN_FOR_S)
    // The first address of all is where the watch learns.
    if (known.length === 0 || known.includes(String(event.from))) return undefined
    return { subject: whose(event), on: event.name, more: `${known.length} known before` }
  },
})

const counts = ({ errorCode, from, caller }: TrailEvent): boolean =>
  errorCode === null && from !== null && caller.service === null

/** Sessions of one role may belong to many people: the session's name tells them apart. */
const whose = ({ caller }: TrailEvent): string =>
  caller.type === 'AssumedRole' && caller.name !== null
    ? `${caller.principal}/${caller.name}`
    : caller.principal

const keyOf = (event: TrailEvent): string => `presigned-new-address ${whose(event)}`
