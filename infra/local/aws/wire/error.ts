import type { Rec } from '../estates/estate.ts'

/** An error as AWS answers it: its code, the HTTP status, and members beside the message. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly code: string
  readonly status: number
  readonly extra: Rec
  readonly headers: Record<string, string>

  constructor(
    code: string,
    message: string,
    status = 400,
    extra: Rec = {},
    headers: Record<string, string> = {},
  ) {
    super(message)
    this.code = code
    this.status = status
    this.extra = extra
    this.headers = headers
  }
}

/** The error of a request whose input breaks a rule of the API. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message)
