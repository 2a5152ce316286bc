import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, packageOf, ROOT, readSource, sourceFiles } from './support/sources.ts'

/** Who may import whom. The first zone whose folder holds a file is the file's zone. `npm`: packages, `*` any. */
const ZONES = [
  { zone: 'src/base', own: ['src/base'], npm: [], node: false },
  { zone: 'src/posture', own: ['src/posture', 'src/base'], npm: [], node: false },
  { zone: 'src/grants', own: ['src/grants', 'src/base'], npm: [], node: false },
  { zone: 'src/activity', own: ['src/activity', 'src/base', 'src/grants'], npm: [], node: false },
  { zone: 'src/digest', own: ['src/digest', 'src/base', 'src/posture', 'src/grants'], npm: [], node: false },
  { zone: 'src/watch', own: ['src/watch', 'src/base', 'src/posture', 'src/grants'], npm: [], node: false },
  {
    zone: 'src/report',
    own: ['src/report', 'src/base', 'src/posture', 'src/grants', 'src/activity'],
    npm: [],
    node: false,
  },
  {
    zone: 'src/aws',
    own: ['src/aws', 'src/base', 'src/posture', 'src/grants', 'src/activity', 'src/watch'],
    npm: ['@aws-sdk/*', '@smithy/*', 'zod'],
    node: true,
  },
  {
    zone: 'src/store',
    // A ports file is no adapter: it says what others need kept, and imports nothing that runs.
    own: [
      'src/store',
      'src/base',
      'src/posture',
      'src/grants',
      'src/watch',
      'src/services.ts',
      'src/mfa/ports.ts',
      'src/digest/ports.ts',
      'src/slack/sending/ports.ts',
    ],
    npm: ['dynamoose', 'dynalite', '@aws-sdk/client-dynamodb', 'zod'],
    node: true,
  },
  {
    zone: 'src/mfa',
    own: ['src/mfa', 'src/base', 'src/posture', 'src/grants'],
    npm: ['@simplewebauthn/server', 'otpauth', 'uqr', 'zod'],
    node: true,
  },
  {
    zone: 'src/slack',
    own: [
      'src/slack',
      'src/base',
      'src/posture',
      'src/grants',
      'src/digest',
      'src/activity',
      'src/watch',
      'src/services.ts',
    ],
    npm: ['@slack/*'],
    node: true,
  },
  {
    zone: 'src/services.ts',
    own: ['src/base', 'src/posture', 'src/grants', 'src/digest', 'src/activity', 'src/watch'],
    npm: [],
    node: false,
  },
  {
    zone: 'commands',
    own: [
      'commands',
      'src/services.ts',
      'src/slack',
      'src/base',
      'src/posture',
      'src/grants',
      'src/digest',
      'src/activity',
      'src/watch',
    ],
    npm: [],
    node: false,
  },
  { zone: 'infra/run', own: ['infra/run', 'infra/cdk', 'src', 'commands'], npm: ['*'], node: true },
  { zone: 'infra/local', own: ['infra/local', 'src/base'], npm: ['*'], node: true },
  {
    zone: 'infra/cdk',
    // Of the watch, what its detections look at: the rules that deliver events are derived from it.
    own: ['infra/cdk', 'src/aws', 'src/grants', 'src/watch', 'src/base'],
    npm: ['aws-cdk-lib', 'constructs', 'cdk-nag'],
    node: true,
  },
] as const

/** Packages that one folder alone may import. */
const ONLY_IMPORTERS: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['@aws-sdk', ['src/aws', 'src/store', 'infra/local/aws', 'infra/run/bench', 'test']],
  ['dynamoose', ['src/store']],
  ['@slack', ['src/slack', 'infra/run/slack', 'infra/local/slack', 'test']],
  ['nock', ['test/support/http.ts']],
]

const SOURCES = sourceFiles('src', 'commands', 'infra')

function zoneOf(path: string) {
  const zone = ZONES.find(({ zone }) => path === zone || path.startsWith(`${zone}/`))
  if (!zone) throw new Error(`${path} lies in no zone of the import table`)
  return zone
}

function within(path: string, folders: readonly string[]): boolean {
  return folders.some(
    (folder) => path === folder || path.startsWith(folder.endsWith('.ts') ? folder : `${folder}/`),
  )
}

function allowed(path: string): readonly string[] {
  const { own, npm, node } = zoneOf(path)
  const packages: readonly string[] = npm
  return importsOf(path).flatMap(({ target, dynamic }) => {
    if (target.startsWith('node:')) return node ? [] : [`${path} imports ${target}`]
    if (
      target.endsWith('.ts') ||
      target.endsWith('.tsx') ||
      target.endsWith('.json') ||
      target.endsWith('.mjs')
    ) {
      if (within(target, own)) return []
      if (path.startsWith('infra/run/') && target.startsWith('infra/local/') && dynamic) return []
      return [`${path} imports ${target}`]
    }
    const name = packageOf(target)
    const fits = packages.some(
      (p) => p === '*' || p === name || (p.endsWith('/*') && name.startsWith(p.slice(0, -1))),
    )
    return fits ? [] : [`${path} imports ${name}`]
  })
}

describe('the architecture', () => {
  it('has only the folders that it is known for', () => {
    const ignored = new Set(['node_modules', '.git', '.sagewarden', 'cdk.out', 'coverage'])
    const found = readdirSync(ROOT, { withFileTypes: true }).filter(
      (e) => e.isDirectory() && !ignored.has(e.name),
    )
    expect(found.map((e) => e.name).sort((a, b) => a.localeCompare(b))).toEqual([
      '.ci',
      '.github',
      'commands',
      'infra',
      'src',
      'test',
    ])
  })

  it('lets every file import only what its zone may', () => {
    expect(SOURCES.length).toBeGreaterThan(100)
    expect(SOURCES.flatMap(allowed)).toEqual([])
  })

  it('keeps each vendor behind one door', () => {
    const strays = [...SOURCES, ...sourceFiles('test')].flatMap((path) =>
      importsOf(path).flatMap(({ target }) => {
        const rule = ONLY_IMPORTERS.find(([name]) => target === name || target.startsWith(`${name}/`))
        return rule && !rule[1].some((folder) => path.startsWith(folder)) ? [`${path} imports ${target}`] : []
      }),
    )
    expect(strays).toEqual([])
  })

  it('imports files that exist, with their endings', () => {
    const missing = SOURCES.flatMap((path) =>
      importsOf(path)
        .filter(
          ({ target }) => /^(src|commands|infra|test)\//.test(target) && !existsSync(join(ROOT, target)),
        )
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(missing).toEqual([])
  })

  it('has no cycles', () => {
    expect(cycles()).toEqual([])
  })

  it('reads the environment, the clock and randomness at the edges alone', () => {
    const impure =
      /\bprocess\.env\b|\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(\)|\brandomUUID\(|\brandomBytes\(/
    const strays = SOURCES.filter((path) => /^(src|commands)\//.test(path)).filter((path) =>
      impure.test(readSource(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    )
    expect(strays).toEqual([])
  })

  it('keeps its files short', () => {
    const lengths = SOURCES.map((path) => ({ path, lines: readSource(path).split('\n').length })).toSorted(
      (a, b) => a.lines - b.lines,
    )
    expect(lengths.at(Math.floor(lengths.length / 2))?.lines).toBeLessThanOrEqual(80)
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([])
  })

  it('is at most three folders deep below each top-level folder', () => {
    expect(SOURCES.filter((path) => path.split('/').length > 5)).toEqual([])
  })
})

function cycles(): readonly string[] {
  const edges = new Map(
    SOURCES.map((path) => [
      path,
      importsOf(path)
        .filter((i) => !i.typeOnly && !i.dynamic)
        .map((i) => i.target),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const next of edges.get(path) ?? []) if (edges.has(next)) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}
