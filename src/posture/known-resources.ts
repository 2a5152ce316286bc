import type { ResourceRef } from './inventory/index.ts'
import type { Report } from './report.ts'

/** Every resource that a report has a verdict on, once each. */
export function knownResources({ findings }: Pick<Report, 'findings'>): readonly ResourceRef[] {
  return [...new Map(findings.map(({ resource }) => [resource.arn, resource])).values()]
}
