import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, pool: 'threads' as const }

/** unit: pure and in-process. flow: whole processes on loopback. browser: the local workspace in Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.flow.test.ts', 'test/**/*.browser.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: '100%',
        },
      },
      {
        test: {
          ...node,
          name: 'flow',
          include: ['test/**/*.flow.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...node,
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
