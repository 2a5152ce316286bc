/** One sample event as the tables hold it: what sets it apart from any other CloudTrail record. */
export interface SampleRow {
  /** `service/EventName`, and `+what` where one event comes in several shapes, e.g. `sagemaker/CreateDomain+public`. */
  readonly id: string
  /** The event source without its suffix, e.g. `iam`. */
  readonly service: string
  readonly eventName: string
  readonly readOnly: boolean
  readonly parameters: Readonly<Record<string, unknown>>
  /** `denied`: the call failed with this error code. */
  readonly errorCode?: string
  /** Who called, where it is not a person through a role. */
  readonly caller?: 'root' | 'iam-user'
  /** Sign-ins: what the sign-in page recorded. */
  readonly signIn?: { readonly success: boolean; readonly mfa: boolean }
}

/** Rows of one service from event names and their request parameters. A `+` starts the part that only the id has. */
export function rowsOf(
  service: string,
  events: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  rest: Partial<SampleRow> = {},
): readonly SampleRow[] {
  return Object.entries(events).map(([name, parameters]) => ({
    id: `${service}/${name}`,
    service,
    eventName: name.split('+', 1)[0] ?? name,
    readOnly: false,
    parameters,
    ...rest,
  }))
}
