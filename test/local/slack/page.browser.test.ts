import { join } from 'node:path'
import type { App } from '@slack/bolt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SlackWorkspace, startSlackWorkspace } from '../../../infra/local/slack/server.ts'
import { openBrowser, SCREENSHOTS } from '../../support/browser.ts'
import { demoManifest, startDemoApp } from './demo-app.ts'

let browser: Browser
let workspace: SlackWorkspace
let app: App
let page: Page
/** What went wrong in the page, and what it asked of others. */
let complaints: string[]

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  workspace = await startSlackWorkspace({ port: 0, manifest: demoManifest, ackWithinMs: 1500 })
  app = await startDemoApp(workspace)
  page = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(workspace.url) || request.url().startsWith('data:')
    if (!isOwn) complaints.push(`asked ${request.url()}`)
  })
})
afterEach(async () => {
  await page.close()
  await app.stop()
  await workspace.close()
  expect(complaints).toEqual([])
})

const open = async (search: string): Promise<void> => {
  await page.goto(`${workspace.url}/?${search}`)
  await page.getByRole('main').waitFor()
}
const composer = () => page.getByRole('combobox', { name: 'Message #ml-platform' })
const show = async (what: string): Promise<void> => {
  await workspace.driver.person('ana').slash(`/sagemaker ${what}`, { channel: 'ml-platform' })
  await workspace.driver.waitForMessage((message) => message.text === `Shown: ${what}`)
}
const shot = (name: string) => page.screenshot({ path: join(SCREENSHOTS, `slack-${name}.png`) })
const widerThanPage = () => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

interface DrawnBlock {
  readonly kind: string
  readonly isSeen: boolean
}

describe('the page', () => {
  test('a person completes a command, reads the answer, its thread, and a reply only for them', async () => {
    await open('as=ana&theme=light')
    await composer().fill('/sage')
    await page.getByRole('option', { name: /^\/sagemaker audit/ }).waitFor()
    await composer().press('Tab')
    expect(await composer().inputValue()).toBe('/sagemaker ')
    await composer().pressSequentially('audit')
    await composer().press('Enter')
    await page.getByRole('heading', { name: 'SageMaker posture: 3 things need attention' }).waitFor()
    await page.getByText('APP', { exact: true }).first().waitFor()
    const replies = page.getByRole('button', { name: /2 replies/ })
    await replies.waitFor()
    await shot('light')

    await page.getByRole('button', { name: 'Details' }).click()
    await page.getByText('Only visible to you').waitFor()
    await page.getByText('churn-explore sits in subnet-1').waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByText('Only visible to you').waitFor({ state: 'detached' })

    await replies.click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByText('Encryption at rest').waitFor()
    await thread.getByRole('combobox', { name: 'Reply…' }).fill('On it')
    await thread.getByRole('combobox', { name: 'Reply…' }).press('Enter')
    await thread.getByText('3 replies').waitFor()
    await shot('thread')
  })

  test('a button waits for its app, and says so when the app does not answer', async () => {
    await open('as=ana&theme=light')
    await show('audit')
    await page.getByRole('button', { name: 'All findings' }).click()
    await page.locator('button[aria-busy=true]', { hasText: 'All findings' }).waitFor()
    await page.getByText('We had some trouble connecting. Try again?').waitFor()
    await page.locator('button[aria-busy=false]', { hasText: 'All findings' }).waitFor()
  })

  test('a dangerous button asks first; the message then changes in place', async () => {
    await open('as=ana&theme=light')
    await show('audit')
    await page.getByRole('button', { name: 'Revoke' }).click()
    const dialog = page.getByRole('dialog', { name: 'Revoke access?' })
    await shot('confirm')
    await dialog.getByRole('button', { name: 'Keep' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Revoke' }).click()
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Revoked.').waitFor()
    await page.getByText('(edited)').waitFor()
  })

  test('a modal shows field errors, offers options, pushes a view, and submits', async () => {
    await open('as=ana&theme=light')
    await show('audit')
    await page.getByRole('button', { name: 'Request access' }).click()
    const modal = page.getByRole('dialog', { name: 'Request access' })
    await modal.getByRole('button', { name: 'Ask for approval' }).click()
    const missing = modal.getByText('Please complete this required field.')
    await missing.nth(1).waitFor()
    expect(await missing.count()).toBe(2)
    await shot('modal-errors')

    await modal.getByRole('textbox', { name: 'Why do you need it?' }).fill('short')
    await modal.getByRole('combobox', { name: 'Resource' }).click()
    await modal.getByRole('textbox', { name: 'Search Resource' }).fill('fraud')
    await modal.getByRole('option', { name: 'fraud-live' }).waitFor()
    await modal.getByRole('option', { name: 'churn-explore' }).waitFor({ state: 'detached' })
    await shot('modal-options')
    await page.keyboard.press('Enter')
    await modal.getByRole('button', { name: 'Ask for approval' }).click()
    await modal.getByText('Say a little more, please.').waitFor()

    await modal.getByRole('button', { name: 'View policy' }).click()
    const policy = page.getByRole('dialog', { name: 'Policy' })
    await policy.waitFor()
    await policy.getByRole('button', { name: 'Back' }).click()

    expect(await modal.getByRole('textbox', { name: 'Why do you need it?' }).inputValue()).toBe('short')
    await modal.getByRole('textbox', { name: 'Why do you need it?' }).fill('Ticket ML-42, retraining fails')
    await modal.getByRole('button', { name: 'Ask for approval' }).click()
    await modal.waitFor({ state: 'detached' })
    const asked = await workspace.driver.waitForMessage((message) => message.text.startsWith('Request:'))
    expect(asked.text).toBe('Request: Ticket ML-42, retraining fails')
  })

  test('the keyboard reaches the shortcuts of a message, moves in their menu, and comes back', async () => {
    await open('as=ana&theme=light')
    await show('audit')
    await page.getByRole('button', { name: /2 replies/ }).waitFor()
    const message = page.getByRole('article').last()
    const menu = message.getByRole('button', { name: 'More actions' })
    await message.getByRole('button', { name: 'Reply in thread' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const items = message.getByRole('menuitem')
    await items.first().waitFor()
    await shot('message-menu')
    expect(await items.allInnerTexts()).toEqual([
      'Request access for this\nSagewarden',
      'Left unanswered\nSagewarden',
    ])
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await message.getByText('We had some trouble connecting. Try again?').waitFor()

    await menu.press('Enter')
    await page.keyboard.press('Escape')
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('More actions')
    await menu.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Request access' }).waitFor()
  })

  test.each(['light', 'dark'] as const)('every block is drawn, in %s', async (theme) => {
    await open(`as=ana&theme=${theme}`)
    for (const what of ['plan', 'blocks', 'text']) await show(what)
    await page.getByText('Grant settled').waitFor()
    // Its code comes when the first one is shown.
    await page.locator('.block-markdown > *').first().waitFor()
    await page.setViewportSize({ width: 1280, height: 2500 })
    const sizes = await page.evaluate<readonly DrawnBlock[]>(
      `[...document.querySelectorAll('.block')].map((block) => ({
        kind: block.className.replace('block block-', ''),
        isSeen: block.getBoundingClientRect().height > 0 && block.getBoundingClientRect().width > 0,
      }))`,
    )
    expect(sizes.filter(({ isSeen }) => !isSeen)).toEqual([])
    expect(new Set(sizes.map(({ kind }) => kind))).toEqual(
      new Set([
        'actions',
        'card',
        'container',
        'context_actions',
        'data_table',
        'data_visualization',
        'image',
        'markdown',
        'plan',
        'rich_text',
        'section',
        'task_card',
      ]),
    )
    await page.getByRole('cell', { name: '41' }).waitFor()
    await shot(`blocks-${theme}`)
  })

  test('names that attack are shown as the characters they are', async () => {
    await open('as=ana&theme=light')
    await show('text')
    const text = await page.locator('.block-section').last().textContent()
    expect(text).toContain('<!channel>')
    expect(text).toContain('<script>alert(1)</script>')
    expect(text).toContain('fenced <@U0ANARUIZ1>')
    expect(await page.locator('.mention-all').count()).toBe(0)
  })

  test('a data table sorts by its columns and pages', async () => {
    await open('as=ana&theme=light')
    await show('blocks')
    const firstRow = page.locator('.data-table tbody tr').first()
    await page.getByRole('button', { name: 'Fail' }).click()
    expect(await firstRow.textContent()).toContain('Logging')
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await firstRow.textContent()).toContain('Encryption at rest')
  })

  test('Home is published when it is opened', async () => {
    await open('as=ana&place=app&theme=light')
    await page.getByRole('heading', { name: 'Good morning, Ana' }).waitFor()
    await shot('home')
    await page.getByRole('tab', { name: 'Messages' }).click()
    await page.getByText('This is the start of your conversation with Sagewarden.').waitFor()
  })

  test('another person sees what they may see', async () => {
    await open('as=ana&theme=light')
    await page.getByRole('button', { name: 'general' }).waitFor()
    await page.getByRole('button', { name: /Acting as Ana Ruiz/ }).click()
    await shot('people')
    await page.getByRole('menuitemradio', { name: /Gus Lindqvist/ }).click()
    await page.getByRole('button', { name: /Acting as Gus Lindqvist/ }).waitFor()
    await page.getByRole('button', { name: 'ml-platform' }).waitFor()
    expect(await page.getByRole('button', { name: 'general' }).count()).toBe(0)
  })

  test('on a phone one column shows at a time and nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open('as=ana&theme=dark')
    for (const what of ['blocks', 'text', 'audit']) await show(what)
    await page.getByRole('button', { name: /2 replies/ }).waitFor()
    await shot('phone')
    expect(await widerThanPage()).toBe(false)
    await page.getByRole('button', { name: 'More actions' }).last().click()
    await page.getByRole('menuitem', { name: /Request access for this/ }).waitFor()
    await shot('phone-menu')
    expect(await widerThanPage()).toBe(false)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Request access' }).click()
    await page.getByRole('dialog', { name: 'Request access' }).waitFor()
    await shot('phone-modal')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'general' }).waitFor()
    await shot('phone-list')
    expect(await widerThanPage()).toBe(false)
  })

  test('it comes back by itself when the workspace was away', async () => {
    await open('as=ana&theme=light')
    await composer().waitFor()
    const port = Number(new URL(workspace.url).port)
    await app.stop()
    await workspace.close()
    await page.getByText('Connection lost. Trying again…').waitFor()
    workspace = await startSlackWorkspace({ port, manifest: demoManifest })
    app = await startDemoApp(workspace)
    await page.getByText('Connection lost. Trying again…').waitFor({ state: 'detached' })
    await show('plan')
    await page.getByText('Reading SageMaker').waitFor()
    complaints = complaints.filter((words) => !/WebSocket connection|Failed to load resource/.test(words))
  })
})
