import { defineCheck, fail, pass } from '../../check.ts'

export const notebookInVpc = defineCheck({
  id: 'notebook-in-vpc',
  title: 'Notebook instances must run in a VPC of your own',
  practice: 'network-isolation',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['SageMaker.2'],
    nist80053r5: [
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'AC-21',
      'SC-7',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
    ],
    pciDss4: ['1.2.8', '1.3.1', '1.3.2', '1.4.1', '1.4.2', '1.4.4', '1.5.1', 'A1.1.3'],
    soc2: ['CC6.6'],
    iso27001: ['A.8.20', 'A.8.21', 'A.8.22'],
    awsAi: ['AISF-ML-02'],
  },
  why: 'Outside a VPC of your own there are no security groups, endpoint policies or flow logs for the traffic of the notebook.',
  fix: {
    summary: 'Create the notebook instance again in a subnet of your VPC; an existing one cannot be moved.',
    console:
      'SageMaker AI console › Notebook instances › Create notebook instance › Network › choose VPC, subnet and security groups.',
    cli: 'aws sagemaker create-notebook-instance --notebook-instance-name NEW_NAME --instance-type TYPE --role-arn ROLE --subnet-id SUBNET --security-group-ids GROUP --direct-internet-access Disabled',
    effect: 'recreate',
  },
  of: 'notebooks',
  evaluate: ({ vpc, directInternet }) => {
    const subnet = vpc?.subnetIds[0]
    const internet = `DirectInternetAccess is ${directInternet ? 'Enabled' : 'Disabled'}`
    return subnet ? pass(`In ${subnet}; ${internet}`) : fail(`In no subnet; ${internet}`)
  },
})
