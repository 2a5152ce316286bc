import nock from 'nock'
import { afterEach, beforeEach, expect } from 'vitest'

/** Answers for HTTP requests of one test. */
export interface MockedHttp {
  /** A host whose answers are made up, e.g. `https://sts.eu-west-1.amazonaws.com`. */
  host(url: string): nock.Scope
}

/**
 * Cuts the tests of a file off the network. After each test, answers that nobody asked for and requests that nobody
 * answered fail it.
 */
export function mockHttp(): MockedHttp {
  let missed: string[] = []
  const onMiss = (request: { readonly method?: string; readonly host?: string; readonly path?: string }) => {
    missed.push(`${request.method} ${request.host}${request.path}`)
  }
  beforeEach(() => {
    missed = []
    if (!nock.isActive()) nock.activate()
    nock.disableNetConnect()
    nock.emitter.on('no match', onMiss)
  })
  afterEach(() => {
    const unused = nock.pendingMocks()
    nock.emitter.removeListener('no match', onMiss)
    nock.cleanAll()
    nock.enableNetConnect()
    nock.restore()
    expect({ unused, missed }).toEqual({ unused: [], missed: [] })
  })
  return { host: (url) => nock(url) }
}
