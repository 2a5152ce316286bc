import { defineCheck, fail, pass } from '../../check.ts'
import type { FlowLog } from '../../inventory/network.ts'

export const vpcFlowLogsEnabled = defineCheck({
  id: 'vpc-flow-logs-enabled',
  title: 'VPCs that SageMaker uses must have flow logs of refused traffic',
  practice: 'network-isolation',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['EC2.6'],
    cisAws5: ['3.7'],
    cisAws7: ['4.7'],
    nist80053r5: [
      'AC-4(26)',
      'AU-2(b)',
      'AU-3(a)',
      'AU-3(b)',
      'AU-3(c)',
      'AU-3(d)',
      'AU-3(e)',
      'AU-6(3)',
      'AU-6(4)',
      'AU-6(6)',
      'AU-6(9)',
      'AU-8(b)',
      'AU-12(1)',
      'AU-12(2)',
      'AU-12(3)',
      'AU-12(4)',
      'AU-12(a)',
      'AU-12(c)',
      'AU-14(3)',
      'AU-14(a)',
      'AU-14(b)',
      'CA-7(b)',
      'CM-5(1)(b)',
      'CM-6(a)',
      'CM-9(b)',
      'IA-3(3)(b)',
      'MA-4(1)(a)',
      'PM-14(a)(1)',
      'PM-14(b)',
      'PM-31',
      'SI-4(17)',
      'SI-7(8)',
    ],
    pciDss4: [
      '5.3.4',
      '7.2.1',
      '10.2.1',
      '10.2.1.1',
      '10.2.1.2',
      '10.2.1.3',
      '10.2.1.4',
      '10.2.1.5',
      '10.2.1.6',
      '10.2.1.7',
      '10.2.2',
      '10.3.1',
      '10.6.3',
      '11.3.1.1',
      '11.5.1.1',
      'A1.2.1',
    ],
    hipaa: [
      '§164.308(a)(1)(ii)(D)',
      '§164.308(a)(3)(ii)(A)',
      '§164.308(a)(6)(ii)',
      '§164.312(b)',
      '§164.312(c)(2)',
    ],
    soc2: ['CC6.6', 'CC7.2', 'CC7.3'],
    iso27001: ['A.8.15', 'A.8.16', 'A.8.20', 'A.8.21', 'A.8.22', 'A.8.23'],
    gdpr: ['Art. 25', 'Art. 30'],
    awsAi: ['AISF-INFRA-08'],
  },
  why: 'Flow logs are the only record of who talked to whom. Without them nobody can tell afterwards where data went, or who knocked.',
  fix: {
    summary: 'Create a flow log for the VPC that records all traffic, and see that it is delivered.',
    console: 'VPC console › Your VPCs › the VPC › Flow logs › Create flow log › Filter: All.',
    cli: 'aws ec2 create-flow-logs --resource-type VPC --resource-ids VPC --traffic-type ALL --log-destination-type cloud-watch-logs --log-group-name GROUP --deliver-logs-permission-arn ROLE',
    effect: 'in-place',
  },
  of: 'vpcs',
  with: ['flowLogs', 'subnets'],
  evaluate: (vpc, see) => {
    const logged = (id: string) => see.flowLogs.some((log) => log.resourceId === id && !problemOf(log))
    if (logged(vpc.id)) return pass('A flow log of the VPC records refused traffic')
    const subnets = see.subnets.all().filter((subnet) => subnet.vpcId === vpc.id)
    const dark = subnets.filter((subnet) => !logged(subnet.id))
    if (subnets.length > 0 && dark.length === 0)
      return pass('Flow logs of all SageMaker subnets record refused traffic')
    const ids = new Set([vpc.id, ...subnets.map((subnet) => subnet.id)])
    const problems = see.flowLogs
      .all()
      .filter((log) => ids.has(log.resourceId))
      .flatMap((log) => problemOf(log) ?? [])
    if (problems.length > 0) return fail(problems.slice(0, 3).join('; '))
    const partly = subnets.length > dark.length
    return fail(partly ? `There is no flow log of ${dark[0]?.id}` : 'There is no flow log')
  },
})

/** Why a flow log does not count, or `undefined`. */
function problemOf(log: FlowLog): string | undefined {
  const which = `The flow log of ${log.resourceId}`
  if (!log.active) return `${which} is not active`
  if (log.delivery === 'FAILED') return `${which} cannot be delivered`
  return log.trafficType === 'ACCEPT' ? `${which} leaves refused traffic out` : undefined
}
