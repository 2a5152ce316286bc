import type { Permission } from '../entitlement.ts'
import type { Parameters } from '../parameter.ts'
import type { Conditions } from '../policy/policy-json.ts'
import { type Place, viaService } from '../rules/place.ts'

/** What a request says that starts somebody's code: the role it runs with, and where and on what it runs. */
export const WORKLOAD_PARAMETERS = {
  executionRole: { type: 'resource', kind: 'iamRoles', label: 'Execution role' },
  subnets: {
    type: 'list',
    pattern: /^subnet-[0-9a-f]{8,17}$/,
    most: 16,
    label: 'Subnets',
    example: 'subnet-0a1b2c3d4e5f60718,subnet-1a2b3c4d5e6f70819',
  },
  securityGroups: {
    type: 'list',
    pattern: /^sg-[0-9a-f]{8,17}$/,
    most: 5,
    label: 'Security groups',
    example: 'sg-0a1b2c3d4e5f60718',
  },
  instanceTypes: {
    type: 'list',
    pattern: /^ml\.[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/,
    most: 8,
    label: 'Instance types',
    example: 'ml.m5.xlarge,ml.g5.xlarge',
  },
  volumeKey: { type: 'resource', kind: 'keys', label: 'Key of the volumes' },
} as const satisfies Parameters

/** A prefix of names. Lower case, as SageMaker's ARNs are; ends with a hyphen, so that `churn-` never takes in `churner`. */
export const NAME_PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?-$/

/** `ForAllValues` also holds where a key is missing; so each such key has to be there. */
function only(key: string, values: readonly string[]): Conditions {
  return { Null: { [key]: 'false' }, 'ForAllValues:StringEquals': { [key]: values } }
}

/** In these subnets and security groups, and no other. */
export function inNetwork(
  subnets: readonly string[],
  securityGroups: readonly string[],
): readonly Conditions[] {
  return [only('sagemaker:VpcSubnets', subnets), only('sagemaker:VpcSecurityGroupIds', securityGroups)]
}

/** On these instance types, and no other. */
export function onInstances(types: readonly string[]): Conditions {
  return only('sagemaker:InstanceTypes', types)
}

/** Handing over one role, to SageMaker alone. */
export function passRole(arn: string): Permission {
  return {
    sid: 'PassOneRole',
    actions: ['iam:PassRole'],
    resources: [arn],
    when: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
  }
}

/** What SageMaker needs of the volumes' key in the requester's name. */
export function volumeKeyUse(arn: string, place: Place): readonly Permission[] {
  const viaSageMaker = { 'kms:ViaService': viaService(place, 'sagemaker') }
  return [
    {
      sid: 'LendKey',
      actions: ['kms:CreateGrant'],
      resources: [arn],
      when: { StringEquals: viaSageMaker, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      forwarded: true,
    },
    {
      sid: 'SeeKey',
      actions: ['kms:DescribeKey'],
      resources: [arn],
      when: { StringEquals: viaSageMaker },
      forwarded: true,
    },
  ]
}
