import type { ContainerDefinition, Model as ModelRecord } from '@aws-sdk/client-sagemaker'
import type { ModelContainer } from '../../posture/inventory/models.ts'
import { present } from '../fields.ts'
import { secretsIn } from './part.ts'

/** The primary container first, or all of a multi-container model. */
export function containersOf(
  raw: Pick<ModelRecord, 'PrimaryContainer' | 'Containers'>,
): readonly ModelContainer[] {
  const listed = raw.Containers ?? []
  const all = raw.PrimaryContainer ? [raw.PrimaryContainer, ...listed] : listed
  return all.map((container, index) => containerOf(container, index, all.length))
}

function containerOf(raw: ContainerDefinition, index: number, count: number): ModelContainer {
  const name = raw.ContainerHostname ?? (count === 1 ? 'PrimaryContainer' : `Containers[${index}]`)
  const place = count === 1 ? 'Environment' : `${name}.Environment`
  return present({
    name,
    image: raw.Image,
    repositoryAccess: raw.ImageConfig?.RepositoryAccessMode,
    modelDataUrl: raw.ModelDataUrl ?? raw.ModelDataSource?.S3DataSource?.S3Uri,
    modelPackage: raw.ModelPackageName,
    secrets: secretsIn({ [place]: raw.Environment }),
  })
}
