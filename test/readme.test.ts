import { readFileSync } from 'node:fs'
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
