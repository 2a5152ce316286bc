import { plural } from '../../base/time.ts'
import { allOf, type Look, type LookSpec, NotSeen, notSo, so, unclear } from './look.ts'
import { ownerByTags, TAG_ACTIONS, tagsOf } from './own.ts'

interface Found {
  readonly name: string
  readonly arn: string
}

/** More things under a prefix than this are not asked for their owner one by one. */
const MOST = 20

/** What a prefix of names would take in, by the entitlement that grants it. ARNs are in lower case, so case is no bar. */
const LISTS: Readonly<Record<string, (look: Look, prefix: string) => Promise<readonly Found[]>>> = {
  // The filter may tell case apart, and an account has few endpoints: all of them are listed.
  'deploy-model': async ({ reading }, prefix) =>
    allOf(
      await reading.pages(
        'sagemaker',
        'ListEndpoints',
        { MaxResults: 100 },
        {
          items: (page) => page.Endpoints,
          map: ({ EndpointName: name = '', EndpointArn: arn = '' }) => under(prefix, { name, arn }),
        },
      ),
    ),
  'submit-training': async ({ reading }, prefix) =>
    allOf(
      await reading.pages(
        'sagemaker',
        'ListTrainingJobs',
        { NameContains: prefix, MaxResults: 100 },
        {
          items: (page) => page.TrainingJobSummaries,
          map: ({ TrainingJobName: name = '', TrainingJobArn: arn = '' }) => under(prefix, { name, arn }),
        },
      ),
    ),
}

function under(prefix: string, found: Found): Found | undefined {
  return found.name.toLowerCase().startsWith(prefix.toLowerCase()) ? found : undefined
}

/** A thing whose tags do not name the requester counts as somebody else's. */
export const noForeignResource: LookSpec = {
  actions: ['sagemaker:ListEndpoints', 'sagemaker:ListTrainingJobs', ...TAG_ACTIONS],
  look: async (look, about) => {
    const prefix = look.parameters[about] ?? ''
    const list = LISTS[look.entitlement.id]
    if (!list) throw new NotSeen(`nobody knows what ${prefix} would take in.`)
    const all = await list(look, prefix)
    if (all.length === 0) return so(`Nothing has a name that begins with ${prefix}.`)
    const asked = all.slice(0, MOST)
    const owners = await Promise.all(
      asked.map(async ({ arn }) => ownerByTags(await tagsOf(look, arn), look.principal)),
    )
    const foreign = asked.filter((_, i) => owners[i] !== 'theirs').map(({ name }) => name)
    if (foreign.length > 0) {
      const more = all.length - asked.length + foreign.length - 3
      const shown = foreign.slice(0, 3).join(', ')
      return notSo(`Not known to be the requester’s: ${shown}${more > 0 ? ` and up to ${more} more` : ''}.`)
    }
    if (all.length > MOST) return unclear(`Only ${MOST} of ${all.length} owners were looked up.`)
    return so(`The tags of ${plural(all.length, 'resource')} under ${prefix} name the requester.`)
  },
}

/** By the registry's groups of that name: which version a model is made from is only known when it is made. */
export const imagesKnown: LookSpec = {
  actions: ['sagemaker:ListModelPackageGroups', 'sagemaker:ListModelPackages'],
  look: async ({ reading, parameters }, about) => {
    const stem = (parameters[about] ?? '').replace(/-$/, '')
    const groups = allOf(
      await reading.pages(
        'sagemaker',
        'ListModelPackageGroups',
        { NameContains: stem, MaxResults: 100 },
        {
          items: (page) => page.ModelPackageGroupSummaryList,
          map: ({ ModelPackageGroupName: name = '' }) =>
            name === stem || name.startsWith(`${stem}-`) ? name : undefined,
        },
      ),
    )
    if (groups.length === 0) return notSo(`The registry has no group of model versions named ${stem}.`)
    const approved = await Promise.all(
      groups
        .slice(0, MOST)
        .map(async (group) =>
          allOf(
            await reading.pages(
              'sagemaker',
              'ListModelPackages',
              { ModelPackageGroupName: group, ModelApprovalStatus: 'Approved', MaxResults: 100 },
              { items: (page) => page.ModelPackageSummaryList, map: () => group },
            ),
          ),
        ),
    )
    const named = [...new Set(approved.flat())]
    return named.length === 0
      ? notSo(`No version in ${groups.slice(0, 3).join(', ')} is approved.`)
      : so(`The registry has approved versions in ${named.slice(0, 3).join(', ')}.`)
  },
}
