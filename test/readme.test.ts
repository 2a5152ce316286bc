import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generatedDocs, replaceSection } from '../infra/run/generated-docs.ts'
import { ROOT } from './support/sources.ts'

describe('the generated documents', () => {
  it.each([...generatedDocs()])('%s is current (npm run generate writes it)', (path, content) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(content)
  })

  it('fill in their sections and leave the rest alone', () => {
    const text = 'before <!-- generated:x -->old<!-- /generated:x --> after'
    expect(replaceSection(text, 'x', 'new')).toBe(
      'before <!-- generated:x -->\nnew\n<!-- /generated:x --> after',
    )
    expect(() => replaceSection('nothing', 'x', 'new')).toThrow('no section "x"')
  })
})

describe('what grants hold against', () => {
  const readme = readFileSync(join(ROOT, 'src/grants/README.md'), 'utf8')
  const [, table = ''] = /## What it holds against\n([\s\S]*?)\n## /.exec(readme) ?? []
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what'))
  const shown = rows.flatMap((row) => {
    const [what = '', by = ''] = row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, ''))
    return by.split('<br>').map((each) => {
      const [, file = '', title = ''] = /^`([^`]+)` (.+)$/.exec(each) ?? []
      return [what, file, title] as const
    })
  })

  it('is a list of at least one test for each of two dozen things', () => {
    expect(rows.length).toBeGreaterThanOrEqual(24)
    expect(shown.filter(([, file, title]) => file === '' || title === '')).toEqual([])
  })

  it.each(shown)('%s: %s has the test "%s"', (_, file, title) => {
    const path = join(ROOT, 'test', file)
    expect(existsSync(path)).toBe(true)
    const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``]
    expect(quoted.some((text) => readFileSync(path, 'utf8').includes(text))).toBe(true)
  })
})
