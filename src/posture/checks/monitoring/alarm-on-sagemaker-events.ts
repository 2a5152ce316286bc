import { type AlarmRow, alarmCheck } from '../../alarms/alarm-check.ts'
import { anyEventOf } from '../../alarms/event-pattern.ts'
import type { Check } from '../../check.ts'

/** SageMaker events, by name, as ids of samples. */
function sagemaker(names: string): readonly string[] {
  return names.split(' ').map((name) => `sagemaker/${name}`)
}

const SCRIPTS = sagemaker(
  'CreateNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig CreateStudioLifecycleConfig UpdateNotebookInstance+lifecycle-config UpdateDomain+lifecycle-config UpdateSpace+lifecycle-config UpdateUserProfile+lifecycle-config',
)
const URLS = sagemaker(
  'CreatePresignedDomainUrl CreatePresignedNotebookInstanceUrl CreatePresignedMlflowTrackingServerUrl CreatePresignedMlflowAppUrl CreatePartnerAppPresignedUrl',
)
const PEOPLE = sagemaker(
  'CreateDomain UpdateDomain DeleteDomain CreateUserProfile UpdateUserProfile DeleteUserProfile UpdateSpace',
)
const ENDPOINTS = sagemaker(
  'UpdateEndpoint CreateEndpointConfig+capture CreateEndpointConfig+async UpdateInferenceComponent',
)
const INSECURE = sagemaker(
  'CreateNotebookInstance+direct-internet CreateNotebookInstance+root-access CreateDomain+public UpdateTrainingJob+remote-debug UpdateSpace+remote-access',
)

const ROWS: readonly AlarmRow[] = [
  {
    id: 'alarm-sagemaker-lifecycle-config-changes',
    title: 'Lifecycle script changes must raise an alarm',
    severity: 'high',
    why: 'A lifecycle script runs with the role of every notebook or Studio app that starts with it. Changing one is the quietest way to run code as somebody else.',
    what: 'changes of lifecycle scripts',
    events: SCRIPTS,
    pattern: anyEventOf(SCRIPTS),
    controls: {},
  },
  {
    id: 'alarm-sagemaker-presigned-url',
    title: 'Presigned URL creation from unknown addresses must raise an alarm',
    severity: 'medium',
    why: 'A presigned URL opens a notebook or Studio without a further sign-in, to whoever holds it. Every Studio login makes one, so only addresses outside the own networks are worth an alarm.',
    what: 'presigned URLs made from addresses outside your networks',
    events: URLS,
    enough: 'rate',
    pattern: `${anyEventOf(URLS).slice(0, -2)} && ($.sourceIPAddress != "OFFICE_PREFIX*") }`,
    controls: {},
  },
  {
    id: 'alarm-sagemaker-domain-user-changes',
    title: 'Domain and profile changes must raise an alarm',
    severity: 'medium',
    why: 'A changed domain or profile can carry another role, another network or another script to everybody in it.',
    what: 'changes of domains and user profiles',
    events: PEOPLE,
    pattern: anyEventOf(PEOPLE),
    controls: {},
  },
  {
    id: 'alarm-sagemaker-endpoint-changes',
    title: 'Endpoint changes must raise an alarm',
    severity: 'medium',
    why: 'A new configuration can swap the model behind a live endpoint, or copy every request to another bucket.',
    what: 'changes of endpoints',
    events: ENDPOINTS,
    pattern: anyEventOf(ENDPOINTS),
    controls: {},
  },
  {
    id: 'alarm-sagemaker-insecure-create',
    title: 'Insecure creates must raise an alarm',
    severity: 'medium',
    why: 'Notebooks with internet and root access, public domains, remote debugging and remote access are holes from their first minute.',
    what: 'insecure SageMaker settings',
    events: INSECURE,
    pattern:
      '{ ($.eventSource = "sagemaker.amazonaws.com") && (($.requestParameters.directInternetAccess = "Enabled") || ($.requestParameters.rootAccess = "Enabled") || ($.requestParameters.appNetworkAccessType = "PublicInternetOnly") || ($.requestParameters.remoteDebugConfig.enableRemoteDebug IS TRUE) || ($.requestParameters.spaceSettings.remoteAccess = "ENABLED")) }',
    controls: {},
  },
  {
    id: 'alarm-sagemaker-access-denied',
    title: 'Denied SageMaker calls must raise an alarm',
    severity: 'medium',
    why: 'Refused SageMaker calls show somebody trying the doors of notebooks, models and data. Single ones are everyday, so the alarm may wait for several.',
    what: 'denied SageMaker calls',
    events: ['sagemaker/CreateTrainingJob+denied'],
    enough: 'rate',
    pattern: '{ ($.eventSource = "sagemaker.amazonaws.com") && ($.errorCode = "AccessDenied*") }',
    controls: {},
  },
]

/** One check per row: the same walk, other events. No peer looks at SageMaker's own. */
export const alarmOnSagemakerEvents: readonly Check[] = ROWS.map((row) => alarmCheck(row))
