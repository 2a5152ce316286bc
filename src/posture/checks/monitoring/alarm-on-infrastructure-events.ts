import { type AlarmRow, alarmCheck } from '../../alarms/alarm-check.ts'
import { anyEvent, anyEventOf } from '../../alarms/event-pattern.ts'
import type { Check } from '../../check.ts'

/** Control ids that most of these checks share. */
const PCI = ['10.2.1.1', '10.4.1', '10.4.1.1', '10.4.2', '10.6.3', '10.7.1', '10.7.2', 'A3.3.1', 'A3.5.1']

/** Events of one service, by name, as ids of samples. */
function of(service: string, names: string): readonly string[] {
  return names.split(' ').map((name) => `${service}/${name}`)
}

const TRAILS = of('cloudtrail', 'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging')
const KEYS = of('kms', 'DisableKey ScheduleKeyDeletion')
const BUCKETS = of(
  's3',
  'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication',
)
const CONFIG = of(
  'config',
  'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder',
)

const ROWS: readonly AlarmRow[] = [
  {
    id: 'alarm-cloudtrail-changes',
    title: 'CloudTrail changes must raise an alarm',
    severity: 'high',
    why: 'Stopping the trail is the first thing that somebody does who wants to leave no traces.',
    what: 'changes of CloudTrail',
    events: TRAILS,
    pattern: anyEvent(TRAILS),
    controls: {
      fsbp: ['CloudWatch.5'],
      cisAws5: ['4.5'],
      cisAws7: ['5.5'],
      pciDss4: PCI,
      soc2: ['CC5.2'],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
    },
  },
  {
    id: 'alarm-cmk-disable-delete',
    title: 'Key disable and delete must raise an alarm',
    severity: 'high',
    why: 'Without its key all that it encrypts is lost: notebooks, models, training data. The waiting period only helps if somebody hears of it.',
    what: 'disabling and deletion of keys',
    events: KEYS,
    pattern: anyEventOf(KEYS),
    controls: {
      fsbp: ['CloudWatch.7'],
      cisAws5: ['4.7'],
      cisAws7: ['5.7'],
      pciDss4: [
        '10.2.1.1',
        '10.4.1',
        '10.4.1.1',
        '10.4.2',
        '10.6.3',
        '10.7.1',
        '10.7.2',
        '11.5.2',
        '11.6.1',
        '12.10.5',
        'A3.3.1',
        'A3.5.1',
      ],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
      awsAi: ['AISF-DETECT-05'],
    },
  },
  {
    id: 'alarm-s3-policy-changes',
    title: 'Bucket policy changes must raise an alarm',
    severity: 'medium',
    why: 'One bucket policy or replication rule is enough to copy training data and models to somebody else.',
    what: 'changes of bucket policies',
    events: BUCKETS,
    pattern: anyEventOf(BUCKETS),
    controls: {
      fsbp: ['CloudWatch.8'],
      cisAws5: ['4.8'],
      cisAws7: ['5.8'],
      pciDss4: PCI,
      soc2: ['CC5.2'],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
    },
  },
  {
    id: 'alarm-config-changes',
    title: 'AWS Config changes must raise an alarm',
    severity: 'medium',
    why: 'With the recorder stopped, no change of any resource is on record any more.',
    what: 'changes of AWS Config',
    events: CONFIG,
    pattern: anyEventOf(CONFIG),
    controls: {
      fsbp: ['CloudWatch.9'],
      cisAws5: ['4.9'],
      cisAws7: ['5.9'],
      pciDss4: PCI,
      soc2: ['CC5.2'],
      iso27001: ['A.8.15', 'A.8.16'],
      gdpr: ['Art. 25'],
    },
  },
]

/** One check per row: the same walk, other events. */
export const alarmOnInfrastructureEvents: readonly Check[] = ROWS.map((row) => alarmCheck(row))
