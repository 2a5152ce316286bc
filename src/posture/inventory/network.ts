import type { PolicyDocument } from '../../base/policy/document.ts'
import type { Part } from '../snapshot.ts'
import type { Resource } from './resource.ts'

/** A VPC in which SageMaker resources run. */
export interface Vpc extends Resource {
  readonly id: string
  readonly usedBy: readonly string[]
}

/** A subnet that SageMaker uses. */
export interface Subnet extends Resource {
  readonly id: string
  readonly vpcId: string
  /** Whether new interfaces get a public IPv4 address, or an IPv6 address, unasked. */
  readonly autoPublicIp: boolean
  readonly usedBy: readonly string[]
}

export interface RouteTable extends Resource {
  readonly id: string
  readonly vpcId: string
  readonly main: boolean
  readonly subnetIds: readonly string[]
  readonly routes: readonly Route[]
}

export interface Route {
  /** CIDR (v4 or v6) or prefix list id. */
  readonly destination: string
  /** `igw-…`, `nat-…`, `vpce-…`, `local`, … */
  readonly target: string
  readonly state?: string
}

/** A security group that SageMaker uses, or the default group of a VPC that it uses (`inUse` tells). */
export interface SecurityGroup extends Resource {
  readonly id: string
  readonly vpcId: string
  readonly isDefault: boolean
  readonly inUse: boolean
  readonly usedBy: readonly string[]
  readonly ingress: readonly SecurityGroupRule[]
  readonly egress: readonly SecurityGroupRule[]
}

export interface SecurityGroupRule {
  /** `tcp`, `udp`, `icmp` or `-1` for all. */
  readonly protocol: string
  readonly fromPort?: number
  readonly toPort?: number
  /** Exactly one of these is present. */
  readonly cidr?: string
  readonly groupId?: string
  readonly prefixListId?: string
  /** The CIDRs of a customer-managed prefix list; absent for AWS's own lists, which never hold the whole internet. */
  readonly prefixListCidrs?: Part<readonly string[]>
}

export interface NetworkAcl extends Resource {
  readonly id: string
  readonly vpcId: string
  readonly subnetIds: readonly string[]
  readonly entries: readonly NetworkAclEntry[]
}

export interface NetworkAclEntry {
  readonly ruleNumber: number
  readonly egress: boolean
  readonly action: 'allow' | 'deny'
  readonly protocol: string
  readonly cidr: string
  readonly fromPort?: number
  readonly toPort?: number
}

export interface VpcEndpoint extends Resource {
  readonly id: string
  readonly vpcId: string
  /** e.g. `com.amazonaws.eu-west-1.sagemaker.api`. */
  readonly serviceName: string
  /** `Interface`, `Gateway`, … */
  readonly type: string
  /** `available` when it works. */
  readonly state: string
  readonly privateDns: boolean
  /** Absent where the service takes none. */
  readonly policy?: PolicyDocument
  readonly subnetIds: readonly string[]
  readonly routeTableIds: readonly string[]
  readonly securityGroupIds: readonly string[]
}

export interface FlowLog extends Resource {
  /** VPC, subnet or network interface id. */
  readonly resourceId: string
  readonly trafficType: string
  readonly active: boolean
  /** DeliverLogsStatus: `SUCCESS` or `FAILED`. */
  readonly delivery?: string
}
