import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acmeWorkspace } from '../../../infra/local/slack/sample.ts'
import { type SlackWorkspace, startSlackWorkspace } from '../../../infra/local/slack/server.ts'
import type { WorkspaceSeed } from '../../../infra/local/slack/shapes.ts'
import { ANSWERS } from '../../support/access-answers.ts'
import { MODALS } from '../../support/access-modals.ts'
import { LIFE_PICTURES } from '../../support/access-pictures.ts'
import { openBrowser, SCREENSHOTS } from '../../support/browser.ts'
import { faintTexts } from '../../support/contrast.ts'
import { T0 } from '../../support/grants.ts'

const PICTURES = { ...LIFE_PICTURES, ...ANSWERS }
const GROUPS = Object.keys(PICTURES)
const CHANNEL = (group: string) => `CPICTURE${GROUPS.indexOf(group)}`
const THEMES = ['light', 'dark'] as const
/** What is left where markup, an emoji, a person or a date was not drawn. */
const RAW = /<@|<!|:[a-z_]{3,}:|undefined|NaN|\[object|\bT1\/|\bU0[A-Z0-9]{6}| UTC|T\d\d:\d\d:\d\dZ/
let browser: Browser
let slack: SlackWorkspace
let client: WebClient
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  slack = await startSlackWorkspace({
    port: 0,
    sample: aGallery(),
    clock: () => (T0 + 10) * 1000,
    rateLimits: false,
  })
  client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl })
  page = await browser.newPage({ reducedMotion: 'reduce' })
})
afterAll(async () => {
  await browser.close()
  await slack.close()
})

/** Acme with a channel for each group of pictures. */
function aGallery(): WorkspaceSeed {
  const { places, people, app } = acmeWorkspace
  const members = [...people.map(({ id }) => id), app.botUserId]
  const more = GROUPS.map((name) => ({
    id: CHANNEL(name),
    name,
    kind: 'public' as const,
    members,
    topic: '',
    isExtShared: false,
    isArchived: false,
  }))
  return { ...acmeWorkspace, places: [...places, ...more], talk: [] }
}

/** With people of Acme in the place of those of the scenes. */
function inAcme<T>(drawn: T): T {
  const people = { ANN: 'U0ANARUIZ1', BEN: 'U0BENCART1', CAT: 'U0CHLOEDU1' }
  return Object.entries(people).reduce<T>(
    (before, [name, id]) => JSON.parse(JSON.stringify(before).replaceAll(`<@${name}>`, `<@${id}>`)),
    drawn,
  )
}

async function open(search: string, width = 1100): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.goto(`${slack.url}/?as=ana&theme=light&${search}`)
  await page.getByRole('main').waitFor()
}

const wear = (theme: (typeof THEMES)[number]) =>
  page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)

const picture = (name: string) =>
  page.screenshot({ path: join(SCREENSHOTS, `temporary-access-${name}.png`), animations: 'disabled' })

/** Nothing sticks out, and nothing that has a box of its own to scroll sideways does so outside of code. */
async function fits(): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
}

/** Makes the window as high as what it shows. */
async function unroll(shown: Locator): Promise<void> {
  const more = await shown.evaluate((element) => element.scrollHeight - element.clientHeight)
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  await page.setViewportSize({ width, height: height + more })
}

/** Makes a modal as high as what it shows, and the window a little higher. */
async function unfold(dialog: Locator): Promise<void> {
  const height = await dialog.evaluate((element) => {
    element.style.maxHeight = 'none'
    return element.scrollHeight
  })
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: height + 40 })
}

/** What it says, code left out. */
const prose = (shown: Locator): Promise<string> =>
  shown.evaluate((element) => {
    const copy = element.cloneNode(true) as typeof element
    for (const code of copy.querySelectorAll('code, pre')) code.remove()
    return copy.textContent ?? ''
  })

/** In light and in dark: everything can be read, and there is a picture of it. */
async function looks(within: string, name: string): Promise<void> {
  for (const theme of THEMES) {
    await wear(theme)
    expect(await faintTexts(page, within), theme).toEqual([])
    await picture(`${name}-${theme}`)
  }
}

describe.each(GROUPS)('the messages of temporary access: %s', (group) => {
  const pictures = PICTURES[group] ?? []

  it('say where it stands, offer what applies, and can be read in light, in dark and on a phone', async () => {
    for (const [, message] of pictures) {
      const { text, blocks } = inAcme(message)
      await client.chat.postMessage({ channel: CHANNEL(group), text, blocks: [...blocks] as never })
    }
    await open(`place=${group}`)
    const articles = page.getByRole('article')
    await expect.poll(() => articles.count()).toBe(pictures.length)
    for (const [i, [name, , words, buttons]] of pictures.entries()) {
      const article = articles.nth(i)
      expect(await article.textContent(), name).toMatch(words)
      expect(await prose(article), name).not.toMatch(RAW)
      const labels = await article.locator('.actions button').allTextContents()
      expect(labels, name).toEqual(buttons)
    }
    await unroll(page.getByRole('log'))
    await looks('[role=log]', group)
    await open(`place=${group}`, 390)
    await unroll(page.getByRole('log'))
    await fits()
    await picture(`${group}-phone`)
  })
})

describe('the modals of temporary access', () => {
  it.each(MODALS)('%s can be read in light, in dark and on a phone', async (name, view, words) => {
    await open('place=general')
    const { id } = (
      await client.views.open({
        trigger_id: slack.world.triggers.issue({ user: 'U0ANARUIZ1' }),
        view: inAcme(view),
      })
    ).view ?? { id: '' }
    expect(id).not.toBe('')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(words).first().waitFor()
    expect(await prose(dialog)).not.toMatch(RAW)
    // Ana's own time, whatever the browser's is.
    if (name === 'more-time')
      expect(await dialog.getByLabel('Until when?').inputValue()).toBe('2026-11-23T12:00')
    await unfold(dialog)
    await looks('[role=dialog]', `modal-${name}`)
    await wear('light')
    await page.setViewportSize({ width: 390, height: 844 })
    await unfold(dialog)
    await fits()
    await picture(`modal-${name}-phone`)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
  })
})
