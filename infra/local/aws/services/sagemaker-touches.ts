import type { Rec } from '../estates/estate.ts'
import { resourceTagKeys } from '../judge/keys.ts'
import { find, typeNamed } from './sagemaker-find.ts'
import { type ResourceType, resourceTypes } from './sagemaker-types.ts'
import type { Call, Context, Touch } from './service.ts'

const PROFILE = typeNamed('UserProfile')
const SPACE = typeNamed('Space')
const NOTEBOOK = typeNamed('NotebookInstance')

/** The ARN that a resource would have: names are lower case in it. */
const spelled = (type: ResourceType, input: Rec, { region, estate }: Context): string => {
  const arn = input[type.keys[0] ?? '']
  if (type.byArn && typeof arn === 'string' && arn.startsWith('arn:')) return arn
  const name = type.keys
    .map((key) => input[key])
    .filter(Boolean)
    .join('/')
    .toLowerCase()
  return `arn:aws:sagemaker:${region}:${estate.account}:${type.arnType}/${name}`
}

const on =
  (type: ResourceType) =>
  ({ action, input }: Pick<Call, 'action' | 'input'>, context: Context): Touch => {
    const record = find(type, input, context)
    return {
      action,
      resource: String(record?.[type.arn] ?? spelled(type, input, context)),
      keys: resourceTagKeys('sagemaker', record),
    }
  }

/** The operations that are about one resource and are no Describe. */
const ABOUT: Readonly<Record<string, readonly ResourceType[]>> = {
  CreatePresignedDomainUrl: [PROFILE],
  CreatePresignedNotebookInstanceUrl: [NOTEBOOK],
  StartNotebookInstance: [NOTEBOOK],
  StopNotebookInstance: [NOTEBOOK],
}

/**
 * What a SageMaker call needs to be allowed. List and Search take no resource.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export const sagemakerTouches = (call: Call, context: Context): readonly Touch[] => {
  const { operation, action, input } = call
  if (operation === 'ListTags') return [{ action, resource: String(input.ResourceArn ?? '*') }]
  const described = resourceTypes.find((one) => one.describe === operation)
  const types = described ? [described] : ABOUT[operation]
  if (!types) return [{ action, resource: '*' }]
  const all =
    input.SpaceName !== undefined && operation === 'CreatePresignedDomainUrl' ? [...types, SPACE] : types
  return all.map((type) => on(type)(call, context))
}
