import type { IncomingMessage } from 'node:http'

/**
 * Guards what needs no token, the page and its API, against other web sites open in the same browser. Three things
 * must hold: the Host is a loopback name with our port (against DNS rebinding), a given Origin is ours, and the browser
 * does not say that the request comes from another site.
 */
export const createAccess = (ownUrl: () => string) => {
  const allowedHosts = () => {
    const { hostname, port } = new URL(ownUrl())
    return new Set([hostname, 'localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`))
  }
  return {
    allows: ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
      const hosts = allowedHosts()
      if (!hosts.has(headers.host ?? '')) return false
      const { origin } = headers
      if (origin !== undefined && !(URL.canParse(origin) && hosts.has(new URL(origin).host))) return false
      const site = headers['sec-fetch-site']
      const isNavigation = headers['sec-fetch-mode'] === 'navigate'
      return site === undefined || site === 'same-origin' || site === 'none' || isNavigation
    },
  }
}

export type Access = ReturnType<typeof createAccess>
