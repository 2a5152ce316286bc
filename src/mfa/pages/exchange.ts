import { type Html, visible } from './html.ts'

/** A request as the pages see it, whatever brought it. */
export interface PageRequest {
  readonly method: string
  /** With the query, which is not looked at. Holds the token: never logged. */
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** UTF-8. Whoever hands it over has cut off what is longer than `LONGEST_BODY`. */
  readonly body: string
}

/** What goes back. The body is empty where the method was HEAD. */
export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer before the headers that all answers have. */
export type Answer = Omit<PageResponse, 'headers'> & {
  readonly type: 'text/html' | 'application/json' | 'text/css' | 'text/javascript' | 'image/svg+xml'
  readonly allow?: string
}

/** Bytes of a request's body. Signed requests that people paste have some 4 kB. */
export const LONGEST_BODY = 32_768

/** An answer to the page's script. */
export function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) }
}

/** Words for the person, from an act that came to nothing; by default nothing has changed and another try is fine. */
export function refusal(words: string | readonly string[], status = 422): Answer {
  return json(status, { problem: [words].flat().map(visible) })
}

/** A page. */
export function document(status: number, page: Html): Answer {
  return { status, type: 'text/html', body: page.markup }
}
