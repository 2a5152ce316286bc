import type { Entitlement } from './entitlement.ts'
import type { ParameterFault, ParameterProblem } from './parameter.ts'
import { RESOURCE_KINDS } from './resource-kind.ts'

/** What is wrong with a parameter and what to do, in one sentence. Never repeats what was typed. */
export function parameterWords(entitlement: Entitlement, { parameter, fault }: ParameterProblem): string {
  const declared = entitlement.parameters[parameter]
  const example =
    declared === undefined || declared.type === 'name'
      ? ''
      : declared.type === 'resource'
        ? ` Choose the ${RESOURCE_KINDS[declared.kind].noun} from the list, or paste its whole ARN.`
        : ` For example: ${declared.example}`
  const bounds = declared?.type === 'number' ? ` (${declared.from} to ${declared.to} ${declared.unit})` : ''
  const most = declared?.type === 'list' ? ` (${declared.most} at most)` : ''
  const words: Readonly<Record<ParameterFault, string>> = {
    missing: `This is needed.${example}`,
    unknown: 'This is not a part of what you ask for. Leave it out.',
    pattern: `Wildcards and variables are not taken: a grant is for exact things.${example}`,
    malformed: `This does not have the right form.${example}`,
    elsewhere: 'This is in another account or Region than the one you ask for.',
    'too-many': `These are too many${most}.`,
    repeated: 'The same one stands here twice. Name each once.',
    'out-of-range': `This is out of range${bounds}.`,
    'not-its-name': 'This is not the name of what you chose above. Copy it as AWS shows it.',
    disagrees: 'This does not go with what you chose above.',
  }
  return words[fault]
}
