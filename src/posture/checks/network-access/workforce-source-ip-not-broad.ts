import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { parseCidr, prefixes, subtract, wholeFamilies } from '../../network/cidr.ts'
import { EVERYBODY, rangesOf } from '../../network/network.ts'

/** A public prefix that is shorter is broad: /16 as the baseline says, and in IPv6 /32, what a provider is given. */
const SHORTEST = { 4: 16, 6: 32 } as const

/** Addresses that nobody can have on the internet. Source: IANA special-purpose address registries. */
const PRIVATE = rangesOf(
  '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 fc00::/7 fe80::/10'.split(
    ' ',
  ),
)

export const workforceSourceIpNotBroad = defineCheck({
  id: 'workforce-source-ip-not-broad',
  title: 'The IP allow-list of a workforce must not amount to the whole internet',
  practice: 'network-access',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'An allow-list of everything looks like protection and is none. Halves of the address space, or the ranges of a whole provider, let in everybody just the same.',
  fix: {
    summary: 'Replace broad ranges by those of your own networks.',
    console:
      'SageMaker AI console › Ground Truth › Labeling workforces › Private › Edit workforce › IP addresses.',
    cli: 'aws sagemaker update-workforce --workforce-name WORKFORCE --source-ip-config Cidrs=CIDR',
    effect: 'in-place',
  },
  of: 'workforces',
  evaluate: ({ cidrs = [] }, { baseline }) => {
    if (cidrs.length === 0)
      return notApplicable('There is no allow-list; workforce-source-ip-restricted judges that.')
    const unreadable = cidrs.find((cidr) => parseCidr(cidr) === undefined)
    if (unreadable !== undefined) return fail(`${unreadable} cannot be read as a CIDR`)
    const admitted = rangesOf(cidrs)
    const [whole] = wholeFamilies(admitted)
    if (whole) return fail(`${cidrs.join(', ')} amount to ${EVERYBODY[whole]}`)
    const strangers = subtract(admitted, [...PRIVATE, ...rangesOf(baseline.corporateCidrs)])
    const broad = prefixes(strangers).find((prefix) => prefix.length < SHORTEST[prefix.family])
    return broad
      ? fail(`${cidrs.join(', ')} admit a public network wider than /${SHORTEST[broad.family]}`)
      : pass(`The portal admits ${cidrs.join(', ')}`)
  },
})
