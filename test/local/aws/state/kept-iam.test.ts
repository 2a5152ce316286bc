import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { acmeEstate } from '../../../../infra/local/aws/estates/acme.ts'
import { movableClock } from '../../../../infra/local/aws/state/clock.ts'
import { iamHistory } from '../../../../infra/local/aws/state/iam-history.ts'
import { keptIam } from '../../../../infra/local/aws/state/kept-iam.ts'
import { T0 } from '../../../support/grants.ts'

let file: string
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'sagewarden-iam-')), 'iam.json')
})

/** An account that is started over the file. */
function start() {
  const estate = acmeEstate(T0)
  const kept = keptIam(
    iamHistory(
      estate,
      movableClock(() => T0 * 1000),
      0,
    ),
    estate,
    file,
  )
  return {
    roles: () => estate.iam.roles.map(({ RoleName }) => RoleName),
    /** Adds a role as a write to IAM does. */
    async write(name: string) {
      kept.beforeWrite()
      estate.iam.roles = [...estate.iam.roles, { RoleName: name }]
      await Promise.resolve()
    },
  }
}

describe('the IAM of the sample account', () => {
  it('outlives the process from the write on, for its owner alone', async () => {
    await start().write('grant-g1')
    expect(start().roles()).toContain('grant-g1')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{', '[]', '{"roles":7,"policies":[]}'])('begins anew over a file of %j', (text) => {
    writeFileSync(file, text)
    expect(start().roles().length).toBeGreaterThan(3)
  })

  it('forgets nothing of what was there', async () => {
    const before = start()
    const roles = before.roles()
    await before.write('grant-g1')
    expect(JSON.parse(readFileSync(file, 'utf8')).roles).toHaveLength(roles.length + 1)
  })
})
