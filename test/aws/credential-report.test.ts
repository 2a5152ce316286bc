import { describe, expect, it } from 'vitest'
import { Nonsense } from '../../src/aws/call.ts'
import { credentialRows } from '../../src/aws/credential-report.ts'

const COLUMNS =
  'user,arn,user_creation_time,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date'
const row = (user: string, rest: string) => `${user},arn:aws:iam::111122223333:user/${user},${rest}`

describe('the credential report', () => {
  it('tells what AWS knows and leaves out what it does not', () => {
    const line = row(
      'ana',
      '2026-01-01T00:00:00+00:00,true,no_information,false,true,2026-02-01T00:00:00+00:00,N/A,false,N/A,N/A',
    )
    expect(credentialRows(`${COLUMNS}\n${line}`)).toEqual([
      {
        user: 'ana',
        arn: 'arn:aws:iam::111122223333:user/ana',
        created: new Date('2026-01-01T00:00:00Z'),
        root: false,
        passwordEnabled: true,
        mfaActive: false,
        accessKeys: [{ active: true, lastRotatedAt: Date.UTC(2026, 1, 1) / 1000 }, { active: false }],
      },
    ])
  })

  it('knows the root user', () => {
    const line =
      '<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,2026-11-01T00:00:00+00:00,true,false,N/A,N/A,false,N/A,N/A'
    const [root] = credentialRows(`${COLUMNS}\n${line}`)
    expect(root).toMatchObject({ root: true, mfaActive: true, passwordEnabled: false })
    expect(root?.passwordLastUsedAt).toBe(Date.UTC(2026, 10, 1) / 1000)
  })

  it('is not shifted by a comma in a user name', () => {
    const line = row('smith,ana', 'N/A,true,N/A,true,false,N/A,N/A,false,N/A,N/A')
    const [user] = credentialRows(`${COLUMNS}\n${line}`)
    expect(user).toMatchObject({
      user: 'smith,ana',
      arn: 'arn:aws:iam::111122223333:user/smith,ana',
      mfaActive: true,
    })
  })

  it.each([
    ['a page of a proxy', '<html>It works!</html>'],
    ['a report without MFA', COLUMNS.replace('mfa_active,', '')],
    ['nothing', ''],
  ])('is nonsense where it is %s', (_, text) => {
    expect(() => credentialRows(text)).toThrow(Nonsense)
  })
})
