import type { Notebook } from '../../src/posture/inventory/notebooks.ts'
import { a } from './inventory.ts'

/** A notebook with everything as it should be. */
export function aNotebook(fields: Partial<Notebook> = {}): Notebook {
  const name = fields.name ?? 'sample'
  return a('notebooks', {
    arn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`,
    status: 'InService',
    vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
    directInternet: false,
    kmsKeyId: 'alias/ml',
    rootAccess: false,
    imdsVersion: '2',
    ...fields,
  })
}
