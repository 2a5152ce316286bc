import type { Check } from '../../check.ts'
import { defaultSecurityGroupClosed } from './default-security-group-closed.ts'
import { domainDockerAccessDisabled } from './domain-docker-access-disabled.ts'
import { domainVpcOnly } from './domain-vpc-only.ts'
import { endpointConfigInVpc } from './endpoint-config-in-vpc.ts'
import { endpointConfigNetworkIsolation } from './endpoint-config-network-isolation.ts'
import { modelInVpc } from './model-in-vpc.ts'
import { modelNetworkIsolation } from './model-network-isolation.ts'
import { modelPrivateRegistryChecks } from './model-private-registry.ts'
import { networkAclRestrictive } from './network-acl-restrictive.ts'
import { notebookImdsv2Required } from './notebook-imdsv2-required.ts'
import { notebookInVpc } from './notebook-in-vpc.ts'
import { notebookNoDirectInternet } from './notebook-no-direct-internet.ts'
import { pipelineStepsNetwork } from './pipeline-steps-network.ts'
import { securityGroupEgressRestricted } from './security-group-egress-restricted.ts'
import { securityGroupNoOpenIngress } from './security-group-no-open-ingress.ts'
import { securityGroupNotDefault } from './security-group-not-default.ts'
import { subnetNoAutoPublicIp } from './subnet-no-auto-public-ip.ts'
import { subnetNoInternetGatewayRoute } from './subnet-no-internet-gateway-route.ts'
import { trainingRemoteDebugDisabled } from './training-remote-debug-disabled.ts'
import { vpcEndpointPresentChecks } from './vpc-endpoint-present.ts'
import { vpcEndpointS3 } from './vpc-endpoint-s3.ts'
import { vpcFlowLogsEnabled } from './vpc-flow-logs-enabled.ts'
import { workloadInVpcChecks } from './workload-in-vpc.ts'
import { workloadNetworkIsolationChecks } from './workload-network-isolation.ts'

/** The checks of this practice, in the order of their ids. */
export const networkIsolationChecks: readonly Check[] = [
  defaultSecurityGroupClosed,
  domainDockerAccessDisabled,
  domainVpcOnly,
  endpointConfigInVpc,
  endpointConfigNetworkIsolation,
  modelInVpc,
  modelNetworkIsolation,
  ...modelPrivateRegistryChecks,
  networkAclRestrictive,
  notebookImdsv2Required,
  notebookInVpc,
  notebookNoDirectInternet,
  pipelineStepsNetwork,
  securityGroupEgressRestricted,
  securityGroupNoOpenIngress,
  securityGroupNotDefault,
  subnetNoAutoPublicIp,
  subnetNoInternetGatewayRoute,
  trainingRemoteDebugDisabled,
  ...vpcEndpointPresentChecks,
  vpcEndpointS3,
  vpcFlowLogsEnabled,
  ...workloadInVpcChecks,
  ...workloadNetworkIsolationChecks,
].toSorted((a, b) => a.id.localeCompare(b.id))
