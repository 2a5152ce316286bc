import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, IMAGE, IN_PROD, NET, roleArn, smArn, type Times } from './company.ts'

const version = (number: number, ModelApprovalStatus: string, maker: string, t: Times): Rec => ({
  ModelPackageName: 'fraud-scoring',
  ModelPackageGroupName: 'fraud-scoring',
  ModelPackageVersion: number,
  ModelPackageArn: smArn(EU, `model-package/fraud-scoring/${number}`),
  CreationTime: t.days(60 - number),
  InferenceSpecification: { Containers: [{ Image: IMAGE.pinned }] },
  ModelPackageStatus: 'Completed',
  ModelPackageStatusDetails: { ValidationStatuses: [] },
  ModelApprovalStatus,
  CreatedBy: { IamIdentity: { Arn: `arn:aws:iam::${ACCOUNT}:user/${maker}` } },
})

const group = (name: string, NodeType: string, InstanceType: string, count: number): Rec => ({
  InstanceGroupName: name,
  CurrentCount: count,
  TargetCount: count,
  InstanceType,
  ExecutionRole: roleArn('fraud-training-exec'),
  LifeCycleConfig: { SourceS3Uri: 's3://acme-ml-artifacts-eu/cluster', OnCreate: 'on_create.sh' },
  SlurmConfig: { NodeType },
})

/** Model versions, an MLflow server, a cluster and inference components: what audits do not read, and people ask for. */
export const registry = (region: string, t: Times): Record<string, Rec[]> =>
  region === EU
    ? {
        ModelPackage: [version(12, 'PendingManualApproval', 'alice.meyer', t)],
        InferenceComponent: [
          {
            InferenceComponentName: 'shared-gpu-llm',
            InferenceComponentArn: smArn(EU, 'inference-component/shared-gpu-llm'),
            EndpointName: 'shared-gpu-pool',
            EndpointArn: smArn(EU, 'endpoint/shared-gpu-pool'),
            VariantName: 'AllTraffic',
            Specification: { ModelName: 'fraud-scoring-v12' },
            RuntimeConfig: { DesiredCopyCount: 1, CurrentCopyCount: 1 },
            CreationTime: t.days(20),
            LastModifiedTime: t.days(4),
            InferenceComponentStatus: 'InService',
          },
        ],
        MlflowTrackingServer: [
          {
            TrackingServerArn: smArn(EU, 'mlflow-tracking-server/research'),
            TrackingServerName: 'research',
            ArtifactStoreUri: 's3://acme-ml-artifacts-eu/mlflow',
            TrackingServerSize: 'Small',
            MlflowVersion: '2.16.2',
            RoleArn: roleArn('fraud-training-exec'),
            TrackingServerStatus: 'Created',
            IsActive: 'Active',
            AutomaticModelRegistration: false,
            S3BucketOwnerVerification: true,
            CreationTime: t.days(90),
            LastModifiedTime: t.days(9),
          },
        ],
        Cluster: [
          {
            ClusterArn: smArn(EU, 'cluster/x7k2m9q4w1pz'),
            ClusterName: 'llm-pretraining',
            ClusterStatus: 'InService',
            CreationTime: t.days(45),
            InstanceGroups: [
              group('controller', 'Controller', 'ml.m5.4xlarge', 1),
              group('login', 'Login', 'ml.m5.xlarge', 1),
              group('workers', 'Compute', 'ml.p5.48xlarge', 4),
            ],
            VpcConfig: { ...IN_PROD, Subnets: [NET.prodA] },
          },
        ],
      }
    : {}
