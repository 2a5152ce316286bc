import { describe, expect, it } from 'vitest'
import { inBlock } from '../../../src/base/policy/ip.ts'

describe('an address block', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.7', true],
    ['203.0.113.0/24', '203.0.114.7', false],
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7/32', '203.0.113.8', false],
    ['0.0.0.0/0', '240.0.0.1', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['::/0', '::1', true],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['0.0.0.0/0', '::1', false],
    ['2001:DB8::1/128', '2001:db8::1', true],
    ['10.0.0.0/33', '10.0.0.1', undefined],
    ['10.0.0.0/x', '10.0.0.1', undefined],
    ['10.0.0/8', '10.0.0.1', undefined],
    ['10.0.0.256', '10.0.0.1', undefined],
    ['10.0.0.0/8', 'AWS Internal', undefined],
    ['1::2::3', '::1', undefined],
    ['1:2:3:4:5:6:7:8::', '::1', undefined],
    ['1:2:3', '::1', undefined],
  ])('%s holds %s: %s', (block, address, expected) => {
    expect(inBlock(block, address)).toBe(expected)
  })
})
