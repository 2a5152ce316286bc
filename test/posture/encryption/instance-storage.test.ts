import { expect, it } from 'vitest'
import { hasLocalStorage } from '../../../src/posture/encryption/instance-storage.ts'

it.each([
  'ml.g4dn.xlarge',
  'ml.g5.2xlarge',
  'ml.g6e.xlarge',
  'ml.gr6.4xlarge',
  'ml.p3dn.24xlarge',
  'ml.p4d.24xlarge',
  'ml.p4de.24xlarge',
  'ml.p5en.48xlarge',
  'ml.p6-b200.48xlarge',
  'ml.p6e-gb200.36xlarge',
  'ml.trn1.32xlarge',
  'ml.dl1.24xlarge',
  'ml.m5d.large',
  'ml.c6gd.large',
  'ml.r7gd.large',
  'ml.i3en.large',
  'g5.xlarge',
])('%s carries local NVMe storage', (type) => {
  expect(hasLocalStorage(type)).toBe(true)
})

it.each([
  'ml.m5.large',
  'ml.c5n.large',
  'ml.c6in.large',
  'ml.p3.2xlarge',
  'ml.p2.xlarge',
  'ml.inf1.xlarge',
  'ml.inf2.xlarge',
  'ml.t3.medium',
  'ml.r8g.large',
  'ml.geospatial.interactive',
  '',
])('%o does not', (type) => {
  expect(hasLocalStorage(type)).toBe(false)
})
