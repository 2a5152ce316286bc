import { type Breaks, breaksFrom } from '../generated/decide.ts'
import { jobs } from '../generated/jobs.ts'
import { ACCOUNT, REGION } from '../generated/place.ts'
import { BENCH, type Mix, mixOf } from '../generated/plan.ts'
import { notebookOutsideVpc, resources } from '../generated/resources.ts'
import { surround } from '../generated/surroundings.ts'
import { type Estate, emptyEstate } from './estate.ts'

export interface GenerateOptions {
  /** How many SageMaker resources; the proportions are those of the bench estate. */
  readonly resources: number
  /** The same seed makes the same estate. */
  readonly seed: number
  /** Epoch seconds; every date lies relative to it. */
  readonly now: number
  /** Exact numbers per kind instead of proportions; kinds left out keep their share. */
  readonly mix?: Partial<Mix>
  /** Leaves every tenth processing and transform job without a trial component. Default true. */
  readonly untracked?: boolean
}

/** An estate whose good and bad resources can be counted without reading them. */
export interface GeneratedEstate extends Estate {
  readonly mix: Mix
  readonly breaks: Breaks
}

/** Resources that keep a rule and resources that break it. */
export interface Tally {
  readonly pass: number
  readonly fail: number
}

/** Makes an estate of which every rule is broken by about half. Records are made when asked for: size costs no memory. */
export const generateEstate = (options: GenerateOptions): GeneratedEstate => {
  const { now } = options
  const mix = { ...mixOf(options.resources), ...options.mix }
  const breaks = breaksFrom(options.seed)
  const estate = emptyEstate(ACCOUNT, [REGION])
  surround(estate, now)
  const here = estate.regions[REGION]
  if (here)
    here.sagemaker = {
      ...resources(breaks, now, mix),
      ...jobs(breaks, now, mix, options.untracked ?? true),
    }
  return { ...estate, mix, breaks }
}

/** The estate on which scanners are compared: every job tracked, 30 roles, 20 users, one trail. */
export const benchEstate = (now: number): GeneratedEstate =>
  generateEstate({ resources: 0, seed: 1, now, mix: BENCH, untracked: false })

/** Rule → the kind of resource that it is about. */
const RULES: Readonly<Record<string, keyof Mix>> = {
  'notebook-direct-internet': 'notebooks',
  'notebook-vpc': 'notebooks',
  'notebook-root-access': 'notebooks',
  'notebook-imds': 'notebooks',
  'notebook-volume-key': 'notebooks',
  'training-volume-key': 'training',
  'training-vpc': 'training',
  'training-network-isolation': 'training',
  'training-inter-container-encryption': 'training',
  'processing-volume-key': 'processing',
  'processing-vpc': 'processing',
  'processing-network-isolation': 'processing',
  'processing-inter-container-encryption': 'processing',
  'transform-volume-key': 'transform',
  'model-vpc': 'models',
  'model-network-isolation': 'models',
  'endpoint-config-volume-key': 'endpointConfigs',
  'domain-vpc-only': 'domains',
  'domain-volume-key': 'domains',
}

/** What a perfect reader would count, per rule. */
export const truth = ({ mix, breaks }: GeneratedEstate): Record<string, Tally> =>
  Object.fromEntries(
    Object.entries(RULES).map(([rule, kind]) => {
      const broken = (i: number): boolean =>
        rule === 'notebook-vpc' ? notebookOutsideVpc(breaks, i) : breaks(rule, i)
      let fail = 0
      for (let i = 0; i < mix[kind]; i++) if (broken(i)) fail++
      return [rule, { pass: mix[kind] - fail, fail }]
    }),
  )
