import { rowsOf, type SampleRow } from './row.ts'

const POLICY = 'arn:aws:iam::111122223333:policy/sample'
const TARGET = 'ou-0000-00000000'

/** Changes of IAM policies: the sixteen events of CIS AWS Foundations 4.4 (5.0) and CloudWatch.4. */
const iam = rowsOf('iam', {
  PutUserPolicy: { userName: 'sample', policyName: 'inline', policyDocument: '{}' },
  PutRolePolicy: { roleName: 'sample', policyName: 'inline', policyDocument: '{}' },
  PutGroupPolicy: { groupName: 'sample', policyName: 'inline', policyDocument: '{}' },
  DeleteUserPolicy: { userName: 'sample', policyName: 'inline' },
  DeleteRolePolicy: { roleName: 'sample', policyName: 'inline' },
  DeleteGroupPolicy: { groupName: 'sample', policyName: 'inline' },
  CreatePolicy: { policyName: 'sample', policyDocument: '{}' },
  DeletePolicy: { policyArn: POLICY },
  CreatePolicyVersion: { policyArn: POLICY, policyDocument: '{}', setAsDefault: true },
  DeletePolicyVersion: { policyArn: POLICY, versionId: 'v1' },
  AttachUserPolicy: { userName: 'sample', policyArn: POLICY },
  AttachRolePolicy: { roleName: 'sample', policyArn: POLICY },
  AttachGroupPolicy: { groupName: 'sample', policyArn: POLICY },
  DetachUserPolicy: { userName: 'sample', policyArn: POLICY },
  DetachRolePolicy: { roleName: 'sample', policyArn: POLICY },
  DetachGroupPolicy: { groupName: 'sample', policyArn: POLICY },
})

/** Sign-ins: CIS 4.2, 4.6; a federated sign-in is no sample, for its MFA happens at the identity provider. */
const signIn: readonly SampleRow[] = [
  ...rowsOf(
    'signin',
    { 'ConsoleLogin+failed': {} },
    { caller: 'iam-user', signIn: { success: false, mfa: false } },
  ),
  ...rowsOf(
    'signin',
    { 'ConsoleLogin+no-mfa': {} },
    { caller: 'iam-user', signIn: { success: true, mfa: false } },
  ),
]

/** Root at work, in a global service, at the sign-in page and in a Region: CIS 4.3. */
const root: readonly SampleRow[] = [
  ...rowsOf('signin', { 'ConsoleLogin+root': {} }, { caller: 'root', signIn: { success: true, mfa: true } }),
  ...rowsOf('iam', { 'CreateAccessKey+root': { userName: 'sample' } }, { caller: 'root' }),
  ...rowsOf('ec2', { 'CreateKeyPair+root': { keyName: 'sample' } }, { caller: 'root' }),
]

/** Refused calls, by both families of error codes: CIS 4.1. */
const denied: readonly SampleRow[] = [
  ...rowsOf('ec2', { 'RunInstances+denied': {} }, { errorCode: 'Client.UnauthorizedOperation' }),
  ...rowsOf(
    'secretsmanager',
    { 'GetSecretValue+denied': { secretId: 'sample' } },
    { errorCode: 'AccessDenied', readOnly: true },
  ),
]

/** Changes of the organisation: CIS 4.15. */
const organizations = rowsOf('organizations', {
  AcceptHandshake: { handshakeId: 'h-0000' },
  AttachPolicy: { policyId: 'p-0000', targetId: TARGET },
  CreateAccount: { accountName: 'sample', email: 'sample@example.com' },
  CreateOrganizationalUnit: { parentId: 'r-0000', name: 'sample' },
  CreatePolicy: { name: 'sample', type: 'SERVICE_CONTROL_POLICY' },
  DeclineHandshake: { handshakeId: 'h-0000' },
  DeleteOrganization: {},
  DeleteOrganizationalUnit: { organizationalUnitId: TARGET },
  DeletePolicy: { policyId: 'p-0000' },
  DetachPolicy: { policyId: 'p-0000', targetId: TARGET },
  DisablePolicyType: { rootId: 'r-0000', policyType: 'SERVICE_CONTROL_POLICY' },
  EnablePolicyType: { rootId: 'r-0000', policyType: 'SERVICE_CONTROL_POLICY' },
  InviteAccountToOrganization: { target: { id: '444455556666', type: 'ACCOUNT' } },
  LeaveOrganization: {},
  MoveAccount: { accountId: '444455556666', sourceParentId: 'r-0000', destinationParentId: TARGET },
  RemoveAccountFromOrganization: { accountId: '444455556666' },
  UpdateOrganizationalUnit: { organizationalUnitId: TARGET, name: 'sample' },
  UpdatePolicy: { policyId: 'p-0000', name: 'sample' },
})

/** Samples of who may do what: IAM, sign-ins, root, refusals, the organisation. */
export const IDENTITY_SAMPLES: readonly SampleRow[] = [
  ...iam,
  ...signIn,
  ...root,
  ...denied,
  ...organizations,
]
