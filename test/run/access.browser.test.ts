import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  describeNotebook,
  follow,
  type LocalDrive,
  makePasskey,
  passTime,
  shot,
  startLocalDrive,
  type,
} from '../support/local-drive.ts'

const NOTEBOOK = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/'
let drive: LocalDrive

beforeAll(async () => {
  drive = await startLocalDrive()
})
afterAll(() => drive.close())

describe('temporary access in the local workspace, from nothing to the close-out', () => {
  it('is asked for, approved with a passkey, used, over by itself, and accounted for', {
    timeout: 300_000,
  }, async () => {
    const ana = await drive.workspace('as=ana')
    const ben = await drive.workspace('as=ben&place=security-approvals')
    const bensKeys = await drive.tabWithPasskeys()

    // What can be asked for is what an audit has seen.
    await type(ana, '/sagemaker audit notebooks')
    await ana
      .getByText(/SageMaker audit:/)
      .first()
      .waitFor()

    // Ben enrols his first passkey, with his AWS credentials as the proof; Ana's are not enough.
    await type(ben, '/sagemaker mfa')
    await follow(ben, 'Prove it on the page', bensKeys)
    await shot(bensKeys, 'enrol')
    await drive.prove(bensKeys, 'alice.meyer')
    await bensKeys
      .getByText(/AWS says/i)
      .first()
      .waitFor()
    await shot(bensKeys, 'enrol-other')
    await drive.prove(bensKeys, 'carol.admin')
    await makePasskey(bensKeys, 'Work laptop')
    await shot(bensKeys, 'factors')
    await ben
      .getByText(/enrolled a passkey/)
      .first()
      .waitFor()

    // Ana asks for one endpoint.
    await type(ana, '/sagemaker request start-stop-notebook churn-lab')
    const dialog = ana.getByRole('dialog').last()
    await dialog
      .getByRole('textbox', { name: /Why you need it/ })
      .fill('INC-42: look at <!channel> & `scores`')
    await dialog.getByText('I need to').first().scrollIntoViewIfNeeded()
    await shot(ana, 'form')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await ana.getByRole('button', { name: /^Ask \d approver/ }).waitFor()
    await shot(ana, 'preview')
    await ana.getByRole('button', { name: /^Ask \d approver/ }).click()
    await ana
      .getByText(/It needs \d approval/)
      .first()
      .waitFor()
    await shot(ana, 'sent')
    await ana.getByRole('dialog').last().getByRole('button', { name: 'Close' }).last().click()

    // Ben reads it and approves with his passkey.
    await ben.getByText('INC-42').first().waitFor()
    await shot(ben, 'asked')
    await ben
      .getByRole('button', { name: /^Approve/ })
      .last()
      .click()
    await follow(ben, 'Open the page to confirm', bensKeys)
    await bensKeys.getByText('You are approving as Ben Carter').waitFor()
    await shot(bensKeys, 'approve')
    await bensKeys
      .getByRole('button', { name: /^Approve/ })
      .first()
      .click()
    await bensKeys
      .getByText(/approved/i)
      .first()
      .waitFor()
    await shot(bensKeys, 'approved')
    await ben
      .getByText(/has access:/)
      .first()
      .waitFor()
    await shot(ben, 'active')

    // Ana is told how, and uses it: this notebook, nothing else, and only with her second factor.
    await ana.getByRole('button', { name: 'Sagewarden' }).first().click()
    await ana.getByText('role_arn').first().waitFor()
    await shot(ana, 'how-to-use')
    const [role = ''] = /arn:aws:iam::\d{12}:role\/sagewarden\/grant-[0-9a-f]+/.exec(
      (await ana.locator('body').textContent()) ?? '',
    ) ?? ['']
    const session = drive.shellOf('alice.meyer', '--role', role)
    expect(await describeNotebook(session, 'churn-lab')).toBe(`${NOTEBOOK}churn-lab`)
    expect(await describeNotebook(session, 'fraud-research')).toMatch(/AccessDenied/)
    expect(() => drive.run(['local:aws', 'as', 'carol.admin', '--role', role])).toThrow(
      /AccessDenied|not authorized/,
    )

    // An hour later it is over, though nobody did anything.
    await passTime(ben, '1 hour')
    expect(await describeNotebook(session, 'churn-lab')).toMatch(/AccessDenied|ExpiredToken/)
    expect(() => drive.run(['local:aws', 'as', 'alice.meyer', '--role', role])).toThrow(
      /AccessDenied|not authorized/,
    )
    await ben
      .getByText(/Ended on time/)
      .first()
      .waitFor()
    await shot(ben, 'over')

    // And when CloudTrail has caught up, what was used stands in the thread.
    await passTime(ben, '15 minutes')
    await passTime(ben, '5 minutes')
    await ana
      .getByRole('button', { name: /\d+ repl/ })
      .first()
      .click()
    await ana.getByText('Close-out').first().waitFor()
    await shot(ana, 'close-out')
    await type(ana, `/sagemaker history ${role.split('grant-')[1]}`)
    await ana
      .getByText(/History of request/)
      .first()
      .waitFor()
    await shot(ana, 'history')
    expect(drive.run(['cli', 'verify'])).toMatch(/^All fits: 1 grant, \d+ events/)
  })
})

describe('somebody whom sagewarden.yml does not list, in the local workspace', () => {
  it('links themself with the printed command, is announced, and is unlinked by an approver', {
    timeout: 120_000,
  }, async () => {
    const nina = await drive.workspace('as=nina')
    const ben = await drive.workspace('as=ben&place=security-approvals')
    await type(nina, '/sagemaker request')
    await nina.getByRole('dialog').getByText('Before you can ask for access').waitFor()
    await shot(nina, 'identity-request')
    const tab = await drive.tabWithPasskeys()
    await follow(nina, 'Link yourself on the page', tab)
    await nina.getByRole('dialog').getByText('Close', { exact: true }).click()
    await drive.prove(tab, 'nina.kowalski')
    await tab.getByRole('heading', { name: 'You are linked' }).waitFor()

    await ben.getByText('linked themself to the Identity Center user').last().waitFor()
    await shot(ben, 'identity-announced')
    await type(nina, '/sagemaker mfa')
    await nina.getByText('You in AWS:').last().waitFor()
    await shot(nina, 'identity-own')

    await ben.getByRole('button', { name: 'End this link' }).last().click()
    await ben.getByRole('button', { name: 'End it' }).click()
    await ben.getByText('any more').last().waitFor()
    await shot(ben, 'identity-ended')
    await type(nina, '/sagemaker mfa')
    await nina.getByText('I do not know who you are in AWS').last().waitFor()
  })
})
