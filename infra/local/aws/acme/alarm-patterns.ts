/** One alarm and the CloudTrail records that must set it off, as a metric filter pattern. */
export interface Watch {
  readonly name: string
  readonly pattern: string
}

const anyOf = (events: string): string =>
  events
    .split(' ')
    .map((event) => `($.eventName=${event})`)
    .join('||')

const from = (source: string, events: string): string =>
  `{($.eventSource=${source}.amazonaws.com)&&(${anyOf(events)})}`

const IAM =
  'PutUserPolicy PutRolePolicy PutGroupPolicy DeleteUserPolicy DeleteRolePolicy DeleteGroupPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachUserPolicy AttachRolePolicy AttachGroupPolicy DetachUserPolicy DetachRolePolicy DetachGroupPolicy SetDefaultPolicyVersion UpdateAssumeRolePolicy CreateAccessKey'

const INSECURE = [
  '(($.eventName=CreateNotebookInstance)&&(($.requestParameters.directInternetAccess=Enabled)||($.requestParameters.rootAccess=Enabled)))',
  '(($.eventName=CreateDomain)&&($.requestParameters.appNetworkAccessType=PublicInternetOnly))',
  '(($.eventName=UpdateTrainingJob)&&($.requestParameters.remoteDebugConfig.enableRemoteDebug IS TRUE))',
  '(($.eventName=UpdateSpace)&&($.requestParameters.spaceSettings.remoteAccess=ENABLED))',
].join('||')

/** What the security team listens for, after the CIS benchmark and its own list for SageMaker. */
export const WATCHES: readonly Watch[] = [
  { name: 'iam-policy-changes', pattern: from('iam', IAM) },
  {
    name: 'console-auth-failures',
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    name: 'signin-without-mfa',
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  },
  {
    name: 'root-usage',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    name: 'unauthorized-api-calls',
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    name: 'cloudtrail-changes',
    pattern: `{${anyOf('CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors DeleteEventDataStore')}}`,
  },
  { name: 'cmk-disable-delete', pattern: from('kms', 'DisableKey ScheduleKeyDeletion') },
  {
    name: 's3-policy-changes',
    pattern: from(
      's3',
      'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication PutBucketPublicAccessBlock DeleteBucketEncryption',
    ),
  },
  {
    name: 'config-changes',
    pattern: from(
      'config',
      'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder',
    ),
  },
  {
    name: 'security-group-changes',
    pattern: `{${anyOf('AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup ModifySecurityGroupRules')}}`,
  },
  {
    name: 'nacl-changes',
    pattern: `{${anyOf('CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation')}}`,
  },
  {
    name: 'gateway-changes',
    pattern: `{${anyOf('CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway')}}`,
  },
  {
    name: 'route-table-changes',
    pattern: from(
      'ec2',
      'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable',
    ),
  },
  {
    name: 'vpc-changes',
    pattern: `{${anyOf('CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink')}}`,
  },
  { name: 'organizations-changes', pattern: '{ $.eventSource = organizations.amazonaws.com }' },
  {
    name: 'sagemaker-presigned-url',
    pattern: from(
      'sagemaker',
      'CreatePresignedDomainUrl CreatePresignedNotebookInstanceUrl CreatePresignedMlflowTrackingServerUrl CreatePresignedMlflowAppUrl CreatePartnerAppPresignedUrl',
    ),
  },
  {
    name: 'sagemaker-domain-user-changes',
    pattern: from(
      'sagemaker',
      'CreateDomain UpdateDomain DeleteDomain CreateUserProfile UpdateUserProfile DeleteUserProfile UpdateSpace',
    ),
  },
  {
    name: 'sagemaker-insecure-create',
    pattern: `{($.eventSource=sagemaker.amazonaws.com)&&(${INSECURE})}`,
  },
  {
    name: 'sagemaker-access-denied',
    pattern: '{ ($.eventSource = sagemaker.amazonaws.com) && ($.errorCode = "AccessDenied*") }',
  },
]
