import { expect, it } from 'vitest'
import { domainDockerAccessDisabled } from '../../../../src/posture/checks/network-isolation/domain-docker-access-disabled.ts'
import { ACCOUNT, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aDomain } from '../../../support/samples.ts'

const on = { dockerAccess: 'ENABLED', rootlessDocker: 'ENABLED', dockerTrustedAccounts: [ACCOUNT] }

it.each([
  ['passes where Docker was never turned on', {}, 'pass: Docker is off'],
  ['passes where it is off', { dockerAccess: 'DISABLED' }, 'pass: Docker is off'],
  [
    'passes rootless Docker with trusted accounts',
    on,
    'pass: Docker is rootless and limited to trusted accounts',
  ],
  [
    'fails without trusted accounts',
    { ...on, dockerTrustedAccounts: [] },
    'fail: Docker may pull images of any account',
  ],
  ['fails Docker as root', { ...on, rootlessDocker: 'DISABLED' }, 'fail: Docker is not rootless'],
  [
    'fails a stranger',
    { ...on, dockerTrustedAccounts: [ACCOUNT, '444455556666'] },
    'fail: Docker may pull images of 444455556666, which is not a trusted account',
  ],
])('%s', (_, fields, expected) => {
  expect(verdicts(domainDockerAccessDisabled, snapshotOf({ domains: [aDomain(fields)] }))).toEqual([
    `studio ${expected}`,
  ])
})

it('takes the trusted accounts from the baseline', () => {
  const domains = [aDomain({ ...on, dockerTrustedAccounts: ['444455556666'] })]
  const baseline = { trustedAccounts: ['444455556666'] }
  expect(statuses(domainDockerAccessDisabled, snapshotOf({ domains }), baseline)).toEqual(['pass'])
})

it('says so where there are no domains', () => {
  expect(statuses(domainDockerAccessDisabled, snapshotOf({ domains: [] }))).toEqual(['not-applicable'])
})
