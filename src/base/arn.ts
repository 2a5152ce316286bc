/** The parts of an Amazon Resource Name. `region` and `account` are empty where the service leaves them out (S3, IAM). */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  /** Everything after the fifth colon, e.g. `role/path/name` or `notebook-instance/n`. */
  readonly resource: string
}

/** Takes an ARN apart, or `undefined` where the text is none. Case is kept: AWS compares ARNs with it. */
export function parseArn(text: string): Arn | undefined {
  const [scheme, partition, service, region, account, ...rest] = text.split(':')
  if (scheme !== 'arn' || !partition || !service || region === undefined || account === undefined)
    return undefined
  const resource = rest.join(':')
  return resource === '' ? undefined : { partition, service, region, account, resource }
}

/** The last segment of an ARN's resource (`role/team/Train` → `Train`), or the text itself where it is no ARN. */
export function arnName(text: string): string {
  const resource = parseArn(text)?.resource ?? text
  return resource.slice(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1)
}

/** The bucket of an `s3://bucket/key` URI, or `undefined`. */
export function bucketOf(uri: string | undefined): string | undefined {
  return uri === undefined ? undefined : /^(?:s3|s3n|s3a):\/\/([^/]+)/i.exec(uri)?.[1]
}
