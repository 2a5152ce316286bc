import { type Check, defineCheck, fail, pass, type Verdict } from '../../src/posture/check.ts'
import type { Inventory, Kind } from '../../src/posture/inventory/index.ts'

/** A check that passes everything, with one override. */
export function aCheck<K extends Kind = 'notebooks'>(
  fields: Partial<Omit<Check, 'evaluate' | 'of'>> & {
    of?: K
    evaluate?: (item: Inventory[K]) => Verdict
  } = {},
): Check {
  return defineCheck<Kind>({
    id: 'sample-check',
    title: 'Samples should be fine',
    practice: 'network-isolation',
    severity: 'high',
    tier: 'core',
    controls: {},
    why: 'Because.',
    fix: { summary: 'Mend it.', console: 'Open it, mend it.', cli: 'aws mend', effect: 'in-place' },
    of: 'notebooks',
    ...(fields as object),
    evaluate: (item) => (fields.evaluate ? fields.evaluate(item as Inventory[K]) : pass('It is fine')),
  })
}

/** Fails the resources with these names, passes the rest. */
export function failsFor(...names: readonly string[]): (item: { readonly name: string }) => Verdict {
  return (item) => (names.includes(item.name) ? fail(`${item.name} is wrong`) : pass(`${item.name} is right`))
}
