import { describe, expect, it } from 'vitest'
import { relyingPartyOf } from '../../src/mfa/relying-party.ts'

describe('the relying party', () => {
  it.each([
    ['http://localhost:8080', 'localhost', 'http://localhost:8080'],
    ['https://access.example.com/', 'access.example.com', 'https://access.example.com'],
    ['https://Access.Example.com:8443', 'access.example.com', 'https://access.example.com:8443'],
  ])('of %s is %s at %s', (url, id, origin) => {
    expect(relyingPartyOf(url)).toEqual({ ok: true, value: { id, origin } })
  })

  it.each([
    ['access.example.com', 'is not a URL'],
    ['http://127.0.0.1:8080', 'a domain'],
    ['https://[::1]', 'a domain'],
    ['http://access.example.com', 'https://'],
    ['ftp://localhost', 'https://'],
    ['https://access.example.com/pages', 'an origin alone'],
    ['https://user@access.example.com', 'an origin alone'],
    ['https://access.example.com?x=1', 'an origin alone'],
  ])('cannot be %s', (url, problem) => {
    expect(relyingPartyOf(url)).toMatchObject({ ok: false, error: expect.stringContaining(problem) })
  })
})
