import { deliveryProblem } from '../../alarms/trail-health.ts'
import { passage } from '../../alarms/trail-records.ts'
import { defineCheck, fail, pass } from '../../check.ts'
import type { Trail, TrailStatus } from '../../inventory/watch.ts'
import { known, Undecided } from '../../snapshot.ts'
import { type Search, startSearch } from '../../verdicts/doubt.ts'

const CALLS = [
  { eventSource: 'sagemaker.amazonaws.com', readOnly: true },
  { eventSource: 'sagemaker.amazonaws.com', readOnly: false },
]

export const cloudtrailMultiRegionLogging = defineCheck({
  id: 'cloudtrail-multi-region-logging',
  title: 'A multi-region trail must be logging read and write management events',
  practice: 'logging',
  severity: 'critical',
  tier: 'core',
  controls: {
    fsbp: ['CloudTrail.1', 'CloudTrail.3'],
    cisAws5: ['3.1'],
    cisAws7: ['4.1'],
    nist80053r5: [
      'AC-2(4)',
      'AC-3(1)',
      'AC-3(10)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-2(b)',
      'AU-3(1)',
      'AU-3(a)',
      'AU-3(b)',
      'AU-3(c)',
      'AU-3(d)',
      'AU-3(e)',
      'AU-3(f)',
      'AU-6(3)',
      'AU-6(4)',
      'AU-6(6)',
      'AU-6(9)',
      'AU-8(b)',
      'AU-10',
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
      'SC-7(9)(b)',
      'SI-1(1)(c)',
      'SI-3(8)(b)',
      'SI-4(2)',
      'SI-4(17)',
      'SI-4(20)',
      'SI-7(8)',
      'SI-10(1)(c)',
    ],
    pciDss4: [
      '3.5.1.3',
      '5.3.4',
      '7.3.3',
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
      '10.3.2',
      '10.3.3',
      '10.3.4',
      '10.6.3',
      '11.3.1.3',
      '11.5.2',
      'A1.2.1',
    ],
    hipaa: [
      '§164.308(a)(1)(ii)(D)',
      '§164.308(a)(3)(ii)(A)',
      '§164.308(a)(6)(ii)',
      '§164.312(b)',
      '§164.312(e)(2)(i)',
    ],
    soc2: ['A1.1', 'A1.2', 'CC2.1', 'CC7.2', 'PI1.3'],
    iso27001: ['A.8.15', 'A.8.16'],
    gdpr: ['Art. 25', 'Art. 30'],
    awsAi: ['AISF-DETECT-01'],
  },
  why: 'Without a trail of every Region nobody can say later who changed a role, read a data set or started an instance. An intruder simply works in the Region that is not recorded.',
  fix: {
    summary: 'Create a trail of all Regions that records all management events, and start it.',
    console:
      'CloudTrail › Trails › Create trail › Management events: Read and Write; trails made in the console cover all Regions.',
    cli: 'aws cloudtrail create-trail --name TRAIL --s3-bucket-name BUCKET --is-multi-region-trail --enable-log-file-validation\naws cloudtrail start-logging --name TRAIL',
    effect: 'in-place',
  },
  of: 'accounts',
  with: ['trails'],
  evaluate: (_account, see) => {
    const search = startSearch('there is no trail')
    let working = ''
    const found = search.try(() =>
      see.trails.some((trail) => {
        working = trail.name
        return search.try(() => works(trail, see.now, search))
      }),
    )
    return found
      ? pass(`Trail ${working} records all management events of all Regions.`)
      : fail(`No trail records all Regions: ${search.explain()}.`)
  },
})

function works(trail: Trail, now: number, search: Search): boolean {
  const { name, status, selectors } = trail
  if (!trail.multiRegion) return search.broken(0, `trail ${name} covers ${trail.region} alone`)
  const problem = 'value' in status ? statusProblem(status.value, now) : undefined
  if (problem !== undefined) return search.broken(1, `trail ${name}: ${problem}`)
  const passages = 'value' in selectors ? CALLS.map((call) => passage(selectors.value, call)) : []
  if (passages.includes('left-out'))
    return search.broken(2, `trail ${name} does not record both reading and writing management events`)
  known(status)
  known(selectors)
  if (passages.includes('narrowed'))
    throw new Undecided(`Trail ${name} narrows its management events: whether it records all cannot be told.`)
  return true
}

function statusProblem(status: TrailStatus, now: number): string | undefined {
  if (!status.logging) return 'it is not logging'
  return deliveryProblem(status.deliveryError, status.deliveredAt, now)
}
