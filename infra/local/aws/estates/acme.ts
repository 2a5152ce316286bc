import { alarms, metricFilters, rules, topics } from '../acme/alarms.ts'
import { batch } from '../acme/batch.ts'
import { buckets, FOREIGN_BUCKETS } from '../acme/buckets.ts'
import { ACCOUNT, EU, timesFrom, US } from '../acme/company.ts'
import { identityStore } from '../acme/directory.ts'
import { vpcEndpoints } from '../acme/endpoints.ts'
import { features } from '../acme/features.ts'
import { firewalls } from '../acme/firewalls.ts'
import { trainingAndTuning } from '../acme/jobs.ts'
import { keys } from '../acme/keys.ts'
import { labelling } from '../acme/labelling.ts'
import { logGroups } from '../acme/logs.ts'
import { monitors } from '../acme/monitors.ts'
import { network } from '../acme/network.ts'
import { notebooks } from '../acme/notebooks.ts'
import { accessKeys, iamOf } from '../acme/people.ts'
import { pipelines } from '../acme/pipelines.ts'
import { registry } from '../acme/registry.ts'
import { serving } from '../acme/serving.ts'
import { studio } from '../acme/studio.ts'
import { trails } from '../acme/trails.ts'
import { type Estate, emptyEstate } from './estate.ts'

/**
 * Acme: a company with a careful fraud team, a careless laboratory and an American branch, in two Regions.
 * `now` is epoch seconds; every date lies relative to it.
 */
export const acmeEstate = (now: number): Estate => {
  const t = timesFrom(now)
  const estate = emptyEstate(ACCOUNT, [EU, US])
  for (const region of [EU, US])
    estate.regions[region] = {
      sagemaker: {
        ...notebooks(region, t),
        ...studio(region, t),
        ...trainingAndTuning(region, t),
        ...batch(region, t),
        ...serving(region, t),
        ...features(region, t),
        ...monitors(region, t),
        ...labelling(region, t),
        ...pipelines(region, t),
        ...registry(region, t),
      },
      ec2: { ...network(region), ...firewalls(region), ...vpcEndpoints(region, t) },
      kms: keys(region, t),
      cloudtrail: trails(region, t),
      logs: { ...logGroups(region, t), MetricFilters: metricFilters(region, t) },
      cloudwatch: alarms(region, t),
      sns: topics(region),
      events: rules(region),
      ssm: {},
    }
  estate.iam = iamOf(t)
  estate.accessKeys = accessKeys(estate.iam.users)
  estate.identityStore = identityStore()
  estate.buckets = buckets(t)
  estate.foreignBuckets = [...FOREIGN_BUCKETS]
  return estate
}
