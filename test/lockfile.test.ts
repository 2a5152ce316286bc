import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const Packages = z.record(
  z.string(),
  z.object({
    version: z.string().optional(),
    resolved: z.string().optional(),
    inBundle: z.boolean().optional(),
    optionalDependencies: z.record(z.string(), z.string()).optional(),
  }),
)

const { packages } = z
  .object({ packages: Packages })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')))

// npm leaves out what the registry could not serve at that moment, and then refuses `npm ci`.
test('the lock file names the optional packages of every platform, so that npm ci accepts it', () => {
  const missing = Object.entries(packages).flatMap(([path, locked]) =>
    locked.inBundle
      ? []
      : Object.keys(locked.optionalDependencies ?? {}).filter(
          (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
        ),
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry', () => {
  expect(Object.values(packages).flatMap((locked) => locked.resolved ?? [])).toEqual([])
})
