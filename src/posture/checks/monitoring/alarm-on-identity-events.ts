import { parseArn } from '../../../base/arn.ts'
import { alarmCheck } from '../../alarms/alarm-check.ts'
import { anyEvent, anyEventOf } from '../../alarms/event-pattern.ts'
import type { Check } from '../../check.ts'

const IAM = [
  'iam/PutUserPolicy',
  'iam/PutRolePolicy',
  'iam/PutGroupPolicy',
  'iam/DeleteUserPolicy',
  'iam/DeleteRolePolicy',
  'iam/DeleteGroupPolicy',
  'iam/CreatePolicy',
  'iam/DeletePolicy',
  'iam/CreatePolicyVersion',
  'iam/DeletePolicyVersion',
  'iam/AttachUserPolicy',
  'iam/AttachRolePolicy',
  'iam/AttachGroupPolicy',
  'iam/DetachUserPolicy',
  'iam/DetachRolePolicy',
  'iam/DetachGroupPolicy',
]

const ORGANIZATIONS = [
  'organizations/AcceptHandshake',
  'organizations/AttachPolicy',
  'organizations/CreateAccount',
  'organizations/CreateOrganizationalUnit',
  'organizations/CreatePolicy',
  'organizations/DeclineHandshake',
  'organizations/DeleteOrganization',
  'organizations/DeleteOrganizationalUnit',
  'organizations/DeletePolicy',
  'organizations/DetachPolicy',
  'organizations/DisablePolicyType',
  'organizations/EnablePolicyType',
  'organizations/InviteAccountToOrganization',
  'organizations/LeaveOrganization',
  'organizations/MoveAccount',
  'organizations/RemoveAccountFromOrganization',
  'organizations/UpdateOrganizationalUnit',
  'organizations/UpdatePolicy',
]

export const alarmIamPolicyChanges: Check = alarmCheck({
  id: 'alarm-iam-policy-changes',
  title: 'IAM policy changes must raise an alarm',
  severity: 'high',
  why: 'Whoever can change a policy can give themselves every model and data set. Unheard, the change stays until the next review.',
  what: 'IAM policy changes',
  events: IAM,
  pattern: anyEvent(IAM),
  controls: {
    fsbp: ['CloudWatch.4'],
    cisAws5: ['4.4'],
    cisAws7: ['5.4'],
    pciDss4: ['10.2.1.1', '10.4.1', '10.4.1.1', '10.4.2', '10.6.3', '10.7.1', '10.7.2', 'A3.3.1', 'A3.5.1'],
    soc2: ['CC5.2', 'PI1.3'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-05'],
  },
})

export const alarmConsoleAuthFailures: Check = alarmCheck({
  id: 'alarm-console-auth-failures',
  title: 'Failed console sign-ins must raise an alarm',
  severity: 'high',
  why: 'A run of failed sign-ins is somebody guessing a password. A single one is a typing error, so the alarm may wait for several.',
  what: 'failed console sign-ins',
  events: ['signin/ConsoleLogin+failed'],
  enough: 'rate',
  pattern: '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
  controls: {
    fsbp: ['CloudWatch.6'],
    cisAws5: ['4.6'],
    cisAws7: ['5.6'],
    pciDss4: [
      '10.2.1.1',
      '10.4.1',
      '10.4.1.1',
      '10.4.2',
      '10.6.3',
      '10.7.1',
      '10.7.2',
      '11.5.2',
      '11.6.1',
      '12.10.5',
      'A3.3.1',
      'A3.5.1',
    ],
    hipaa: ['§164.308(a)(5)(ii)(C)', '§164.308(a)(6)(i)', '§164.308(a)(6)(ii)'],
    soc2: ['PI1.3'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-05'],
  },
})

export const alarmSigninWithoutMfa: Check = alarmCheck({
  id: 'alarm-signin-without-mfa',
  title: 'Console sign-in without MFA must raise an alarm',
  severity: 'medium',
  why: 'A sign-in by password alone is what a stolen password looks like. Federated sign-ins prove MFA elsewhere and are best left out of the filter.',
  what: 'console sign-ins without MFA',
  events: ['signin/ConsoleLogin+no-mfa'],
  pattern:
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  controls: {
    fsbp: ['CloudWatch.3'],
    cisAws5: ['4.2'],
    cisAws7: ['5.2'],
    pciDss4: [
      '10.2.1.1',
      '10.4.1',
      '10.4.1.1',
      '10.4.2',
      '10.6.3',
      '10.7.1',
      '10.7.2',
      '11.5.2',
      '11.6.1',
      '12.10.5',
      'A3.3.1',
      'A3.5.1',
    ],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-05'],
  },
})

export const alarmRootUsage: Check = alarmCheck({
  id: 'alarm-root-usage',
  title: 'Root use must raise an alarm',
  severity: 'high',
  why: 'No policy limits the root user, and nobody needs it from day to day. Any use is either a rare planned task or a takeover.',
  what: 'use of the root user',
  events: ['signin/ConsoleLogin+root', 'iam/CreateAccessKey+root', 'ec2/CreateKeyPair+root'],
  pattern:
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
  controls: {
    fsbp: ['CloudWatch.1'],
    cisAws5: ['4.3'],
    cisAws7: ['5.3'],
    pciDss4: [
      '8.2.1',
      '8.2.2',
      '8.2.4',
      '8.2.5',
      '8.3.11',
      '10.2.1.1',
      '10.4.1',
      '10.4.1.1',
      '10.4.2',
      '10.6.3',
      '10.7.1',
      '10.7.2',
      '11.5.2',
      '11.6.1',
      '12.10.5',
      'A3.3.1',
      'A3.5.1',
    ],
    hipaa: ['§164.308(a)(6)(i)', '§164.308(a)(6)(ii)'],
    soc2: ['PI1.3'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-05', 'AISF-IAM-04'],
  },
})

export const alarmUnauthorizedApiCalls: Check = alarmCheck({
  id: 'alarm-unauthorized-api-calls',
  title: 'Denied API calls must raise an alarm',
  severity: 'medium',
  why: 'Somebody who explores an account with stolen credentials is refused often before succeeding. Refusals are noisy by nature, so the alarm may wait for several.',
  what: 'denied API calls',
  events: ['ec2/RunInstances+denied', 'secretsmanager/GetSecretValue+denied'],
  enough: 'rate',
  pattern:
    '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
  controls: {
    fsbp: ['CloudWatch.2'],
    cisAws5: ['4.1'],
    cisAws7: ['5.1'],
    pciDss4: ['10.2.1.1', '10.4.1', '10.4.1.1', '10.4.2', '10.6.3', '10.7.1', '10.7.2', 'A3.3.1', 'A3.5.1'],
    soc2: ['PI1.3'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-DETECT-05'],
  },
})

export const alarmOrganizationsChanges: Check = alarmCheck(
  {
    id: 'alarm-organizations-changes',
    title: 'Organization changes must raise an alarm',
    severity: 'medium',
    why: 'Detaching a service control policy or moving an account lifts the limits of every account below it at once.',
    what: 'changes of the organisation',
    events: ORGANIZATIONS,
    pattern: anyEventOf(ORGANIZATIONS),
    controls: {
      cisAws5: ['4.15'],
      cisAws7: ['5.15'],
      soc2: ['CC5.2'],
      iso27001: ['A.8.15', 'A.8.16'],
      awsAi: ['AISF-DETECT-05'],
    },
  },
  {
    outOfReach: (account, see) =>
      see.trails.some(({ organization, arn }) => organization && parseArn(arn)?.account !== account)
        ? 'A member account: only the management account sees these events.'
        : undefined,
    guess: (account, see) =>
      see.trails.some(({ organization, arn }) => organization && parseArn(arn)?.account === account)
        ? undefined
        : 'No path for changes of the organisation was found, and whether this account manages an organisation cannot be seen.',
  },
)
