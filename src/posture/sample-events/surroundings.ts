import { rowsOf, type SampleRow } from './row.ts'

const KEY = '00000000-0000-0000-0000-000000000000'
const BUCKET = { bucketName: 'sample-bucket' }
const GROUP = { groupId: 'sg-00000000' }
const ACL = { networkAclId: 'acl-00000000' }
const TABLE = { routeTableId: 'rtb-00000000' }
const GATEWAY = { internetGatewayId: 'igw-00000000' }
const PEERING = { vpcPeeringConnectionId: 'pcx-00000000' }

/** Changes around SageMaker, by the lists of CIS AWS Foundations 4.5 and 4.7 to 4.14 (5.0). */
export const SURROUNDINGS_SAMPLES: readonly SampleRow[] = [
  ...rowsOf('cloudtrail', {
    CreateTrail: { name: 'sample', s3BucketName: 'sample-bucket' },
    UpdateTrail: { name: 'sample', isMultiRegionTrail: false },
    DeleteTrail: { name: 'sample' },
    StartLogging: { name: 'sample' },
    StopLogging: { name: 'sample' },
  }),
  ...rowsOf('kms', {
    DisableKey: { keyId: KEY },
    ScheduleKeyDeletion: { keyId: KEY, pendingWindowInDays: 7 },
  }),
  ...rowsOf('s3', {
    PutBucketAcl: BUCKET,
    PutBucketPolicy: BUCKET,
    PutBucketCors: BUCKET,
    PutBucketLifecycle: BUCKET,
    PutBucketReplication: BUCKET,
    DeleteBucketPolicy: BUCKET,
    DeleteBucketCors: BUCKET,
    DeleteBucketLifecycle: BUCKET,
    DeleteBucketReplication: BUCKET,
  }),
  ...rowsOf('config', {
    StopConfigurationRecorder: { configurationRecorderName: 'default' },
    DeleteDeliveryChannel: { deliveryChannelName: 'default' },
    PutDeliveryChannel: { deliveryChannel: { name: 'default' } },
    PutConfigurationRecorder: { configurationRecorder: { name: 'default' } },
  }),
  ...rowsOf('ec2', {
    AuthorizeSecurityGroupIngress: GROUP,
    AuthorizeSecurityGroupEgress: GROUP,
    RevokeSecurityGroupIngress: GROUP,
    RevokeSecurityGroupEgress: GROUP,
    CreateSecurityGroup: { groupName: 'sample', vpcId: 'vpc-00000000' },
    DeleteSecurityGroup: GROUP,
    CreateNetworkAcl: { vpcId: 'vpc-00000000' },
    CreateNetworkAclEntry: ACL,
    DeleteNetworkAcl: ACL,
    DeleteNetworkAclEntry: ACL,
    ReplaceNetworkAclEntry: ACL,
    ReplaceNetworkAclAssociation: ACL,
    CreateCustomerGateway: { type: 'ipsec.1' },
    DeleteCustomerGateway: { customerGatewayId: 'cgw-00000000' },
    AttachInternetGateway: { ...GATEWAY, vpcId: 'vpc-00000000' },
    CreateInternetGateway: {},
    DeleteInternetGateway: GATEWAY,
    DetachInternetGateway: { ...GATEWAY, vpcId: 'vpc-00000000' },
    CreateRoute: { ...TABLE, destinationCidrBlock: '0.0.0.0/0' },
    CreateRouteTable: { vpcId: 'vpc-00000000' },
    ReplaceRoute: { ...TABLE, destinationCidrBlock: '0.0.0.0/0' },
    ReplaceRouteTableAssociation: { ...TABLE, associationId: 'rtbassoc-00000000' },
    DeleteRouteTable: TABLE,
    DeleteRoute: { ...TABLE, destinationCidrBlock: '0.0.0.0/0' },
    DisassociateRouteTable: { associationId: 'rtbassoc-00000000' },
    CreateVpc: { cidrBlock: '10.0.0.0/16' },
    DeleteVpc: { vpcId: 'vpc-00000000' },
    ModifyVpcAttribute: { vpcId: 'vpc-00000000' },
    AcceptVpcPeeringConnection: PEERING,
    CreateVpcPeeringConnection: { vpcId: 'vpc-00000000', peerVpcId: 'vpc-11111111' },
    DeleteVpcPeeringConnection: PEERING,
    RejectVpcPeeringConnection: PEERING,
  }),
]
