import type { Page } from 'playwright-core'

/**
 * Words on a page that stand out too little from what is behind them: below 4.5 to 1, or 3 to 1 where they are large.
 * Source: WCAG 2.2, 1.4.3. Left out: what cannot be pressed, placeholders, and emoji, which have colours of their own.
 */
export function faintTexts(page: Page, within: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(${LOOK})(${JSON.stringify(within)})`)
}

const LOOK = `(within) => {
  const channels = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((each, i) => each * a + under[i] * (1 - a))
  const behind = (element) => {
    if (element === null) return [255, 255, 255]
    const colour = channels(getComputedStyle(element).backgroundColor)
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(element.parentElement))
  }
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((each) => {
      const part = each / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const faint = new Set()
  for (const root of document.querySelectorAll(within)) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.textContent.replace(/\\p{Extended_Pictographic}|\\uFE0F/gu, '').trim()
      const element = node.parentElement
      if (words === '' || element.closest(':disabled') || !element.checkVisibility()) continue
      const { color, fontSize, fontWeight } = getComputedStyle(element)
      const ground = behind(element)
      const [one, other] = [luminance(over(channels(color), ground)), luminance(ground)]
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
      const size = Number.parseFloat(fontSize)
      const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700)
      if (contrast < (isLarge ? 3 : 4.5)) faint.add(contrast.toFixed(2) + ' ' + element.className + ': ' + words)
    }
  }
  return [...faint]
}`
