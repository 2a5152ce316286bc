import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../commands/index.ts'
import { COLLECTORS } from '../src/aws/collectors/index.ts'
import { CHECKS } from '../src/posture/checks/index.ts'
import { KINDS } from '../src/posture/kinds.ts'
import { PRACTICES } from '../src/posture/practice.ts'
import { ROOT, readSource, sourceFiles } from './support/sources.ts'

const CHECK_FILES = sourceFiles('src/posture/checks').filter((path) => !path.endsWith('/index.ts'))

function sorted(words: readonly string[]): readonly string[] {
  return words.toSorted((a, b) => a.localeCompare(b))
}

describe('the registry of checks', () => {
  it('holds at least 120 checks, and at least 8 of each practice', () => {
    expect(CHECKS.length).toBeGreaterThanOrEqual(120)
    for (const { id } of PRACTICES) {
      expect({ id, enough: CHECKS.filter((c) => c.practice === id).length >= 8 }).toEqual({
        id,
        enough: true,
      })
    }
  })

  it('knows each id once, in words and hyphens', () => {
    const ids = CHECKS.map((c) => c.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).toEqual([])
  })

  it.each(PRACTICES.map((p) => [p.id]))(
    'lists the checks of %s in order, each in the folder of its practice',
    async (practice) => {
      const ids = CHECKS.filter((c) => c.practice === practice).map((c) => c.id)
      expect(ids).toEqual(sorted(ids))
      const index = readSource(`src/posture/checks/${practice}/index.ts`)
      const files = CHECK_FILES.filter((path) => path.startsWith(`src/posture/checks/${practice}/`))
      const unlisted = files.filter(
        (path) => declares(path) && !index.includes(`./${path.split('/').at(-1)}`),
      )
      expect(unlisted).toEqual([])
    },
  )

  it('declares every check in a file that a test of the same name covers', () => {
    const untested = CHECK_FILES.filter((path) => declares(path)).filter((path) => {
      const test = path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')
      return !existsSync(join(ROOT, test))
    })
    expect(untested).toEqual([])
  })

  it('says in one sentence what should be so, why, and how to mend it', () => {
    const wrong = CHECKS.filter(
      (c) =>
        !/\b(should|must)\b/.test(c.title) ||
        c.title.length > 110 ||
        c.title.endsWith('.') ||
        c.why.length < 40 ||
        c.why.length > 600 ||
        c.fix.summary.length < 10 ||
        c.fix.console.length < 10 ||
        c.fix.cli.length < 4,
    )
    expect(wrong.map((c) => c.id)).toEqual([])
  })

  it('gives every check a title of its own', () => {
    const titles = CHECKS.map((c) => c.title)
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
  })
})

describe('the registry of collectors', () => {
  it('reads every kind, once', () => {
    expect(sorted(COLLECTORS.map((c) => c.kind))).toEqual(sorted(Object.keys(KINDS)))
  })

  it('declares IAM actions that only read', () => {
    const actions = COLLECTORS.flatMap((c) => c.actions)
    const reads =
      /^[a-z0-9-]+:(List|Describe|Get|Search|Generate(Credential)|Test|BatchGet|BatchDescribe|Lookup)/
    expect(actions.filter((action) => !reads.test(action))).toEqual([])
  })
})

describe('the registry of commands', () => {
  it('lists every file of the folder, in order', () => {
    const files = readdirSync(join(ROOT, 'commands')).filter((f) => f.endsWith('.ts') && f !== 'index.ts')
    expect(COMMANDS.map((c) => `${c.name}.ts`)).toEqual(sorted(files))
  })

  it('has a test for each', () => {
    const untested = COMMANDS.filter((c) => !existsSync(join(ROOT, 'test', 'commands', `${c.name}.test.ts`)))
    expect(untested.map((c) => c.name)).toEqual([])
  })
})

function declares(path: string): boolean {
  return readSource(path).includes('defineCheck')
}
