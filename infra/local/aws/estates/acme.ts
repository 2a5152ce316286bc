import { batch } from '../acme/batch.ts'
import { ACCOUNT, EU, timesFrom, US } from '../acme/company.ts'
import { features } from '../acme/features.ts'
import { trainingAndTuning } from '../acme/jobs.ts'
import { labelling } from '../acme/labelling.ts'
import { monitors } from '../acme/monitors.ts'
import { notebooks } from '../acme/notebooks.ts'
import { iamOf } from '../acme/people.ts'
import { pipelines } from '../acme/pipelines.ts'
import { serving } from '../acme/serving.ts'
import { studio } from '../acme/studio.ts'
import { type Estate, emptyEstate, emptyRegion } from './estate.ts'

/**
 * Acme: a company with a careful fraud team, a careless laboratory and an American branch, in two Regions.
 * `now` is epoch seconds; every date lies relative to it.
 */
export const acmeEstate = (now: number): Estate => {
  const t = timesFrom(now)
  const estate = emptyEstate(ACCOUNT, [EU, US])
  for (const region of [EU, US])
    estate.regions[region] = {
      ...emptyRegion(),
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
      },
    }
  estate.iam = iamOf(t)
  return estate
}
