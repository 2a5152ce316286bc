/** An IAM policy that allows exactly what these collectors may call. GetCallerIdentity needs no permission. */
export function readOnlyPolicy(collectors: ReadonlyArray<{ readonly actions: readonly string[] }>): {
  readonly Version: string
  readonly Statement: ReadonlyArray<{
    readonly Sid: string
    readonly Effect: string
    readonly Action: readonly string[]
    readonly Resource: string
  }>
} {
  const actions = [...new Set(collectors.flatMap((collector) => collector.actions))].toSorted((a, b) =>
    a.localeCompare(b),
  )
  const services = Map.groupBy(actions, (action) => action.slice(0, action.indexOf(':')))
  return {
    Version: '2012-10-17',
    Statement: [...services].map(([service, allowed]) => ({
      Sid: `Read${service.charAt(0).toUpperCase()}${service.slice(1)}`,
      Effect: 'Allow',
      Action: allowed,
      Resource: '*',
    })),
  }
}
