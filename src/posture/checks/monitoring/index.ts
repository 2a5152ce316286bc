import type { Check } from '../../check.ts'
import { alarmActionsConfigured } from './alarm-actions-configured.ts'
import {
  alarmConsoleAuthFailures,
  alarmIamPolicyChanges,
  alarmOrganizationsChanges,
  alarmRootUsage,
  alarmSigninWithoutMfa,
  alarmUnauthorizedApiCalls,
} from './alarm-on-identity-events.ts'
import { alarmOnInfrastructureEvents } from './alarm-on-infrastructure-events.ts'
import { alarmOnNetworkEvents } from './alarm-on-network-events.ts'
import { alarmOnSagemakerEvents } from './alarm-on-sagemaker-events.ts'
import { alarmSubscriptionConfirmed } from './alarm-subscription-confirmed.ts'

/** The checks of this practice, in the order of their ids. */
export const monitoringChecks: readonly Check[] = [
  alarmActionsConfigured,
  alarmConsoleAuthFailures,
  alarmIamPolicyChanges,
  alarmOrganizationsChanges,
  alarmRootUsage,
  alarmSigninWithoutMfa,
  alarmSubscriptionConfirmed,
  alarmUnauthorizedApiCalls,
  ...alarmOnInfrastructureEvents,
  ...alarmOnNetworkEvents,
  ...alarmOnSagemakerEvents,
].toSorted((a, b) => a.id.localeCompare(b.id))
