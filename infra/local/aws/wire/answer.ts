import type { Rec } from '../estates/estate.ts'
import { writeCbor } from './cbor.ts'
import type { AwsError } from './error.ts'
import { isRec, project } from './json.ts'
import type { Operation } from './schema.ts'
import { contents, escapeXml } from './xml.ts'

/** An HTTP answer, ready to be sent. */
export interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array
}

/** How a request came, which decides how it is answered. */
export type Dialect =
  | { readonly kind: 'json'; readonly version: '1.0' | '1.1' }
  | { readonly kind: 'cbor' }
  | { readonly kind: 'query'; readonly xmlNamespace: string }
  | { readonly kind: 'ec2'; readonly xmlNamespace: string }
  | { readonly kind: 's3' }
  | { readonly kind: 's3-control' }
  | { readonly kind: 'rest' }

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'
const S3_CONTROL_NAMESPACE = 'http://awss3control.amazonaws.com/doc/2018-08-20/'

const json = (version: string, status: number, requestId: string, body: unknown): Answer => ({
  status,
  headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId },
  body: JSON.stringify(body),
})

const cbor = (status: number, requestId: string, body: Uint8Array): Answer => ({
  status,
  headers: {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
  },
  body,
})

const xml = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
  body,
})

const rest = (status: number, requestId: string, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
  body,
})

const s3 = (operation: Operation, output: Rec, requestId: string, xmlNamespace: string): Answer => {
  const headers: Record<string, string> = { 'x-amz-request-id': requestId, 'x-amz-id-2': 'local' }
  if (operation.output.kind !== 'struct') return { status: 200, headers, body: '' }
  const members = [...operation.output.members.values()]
  for (const member of members) {
    const value = output[member.name]
    if (member.header && value !== undefined) headers[member.header.toLowerCase()] = String(value)
  }
  const payload = members.find((member) => member.payload)
  const inner = payload ? output[payload.name] : output
  const node = payload ? payload.node() : operation.output
  if (typeof inner === 'string')
    return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body: inner }
  const known = node.kind === 'struct' ? [...node.members.values()].some((member) => !member.header) : false
  if (node.kind !== 'struct' || !known || !isRec(inner)) return { status: 200, headers, body: '' }
  const root = payload?.xmlName ?? node.xmlName ?? node.name
  // GetBucketLocation answers its only member as the text of the root
  const shown = node.members.has(root) ? escapeXml(String(inner[root] ?? '')) : contents(node, inner)
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `${XML}<${root} xmlns="${xmlNamespace}">${shown}</${root}>`,
  }
}

/** Encodes an operation's output as its protocol does. https://smithy.io/2.0/aws/protocols/ */
export const encode = (dialect: Dialect, operation: Operation, output: Rec, requestId: string): Answer => {
  switch (dialect.kind) {
    case 'json':
      return json(dialect.version, 200, requestId, project(operation.output, output) ?? {})
    case 'cbor':
      return cbor(200, requestId, writeCbor(operation.output, output))
    case 'query': {
      const result = `<${operation.name}Result>${contents(operation.output, output)}</${operation.name}Result>`
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
      const root = `${operation.name}Response`
      return xml(200, requestId, `<${root} xmlns="${dialect.xmlNamespace}">${result}${metadata}</${root}>`)
    }
    case 'ec2': {
      const root = `${operation.name}Response`
      const inner = `<requestId>${requestId}</requestId>${contents(operation.output, output)}`
      return xml(200, requestId, `${XML}<${root} xmlns="${dialect.xmlNamespace}">${inner}</${root}>`)
    }
    case 's3':
      return s3(operation, output, requestId, S3_NAMESPACE)
    case 's3-control':
      return s3(operation, output, requestId, S3_CONTROL_NAMESPACE)
    case 'rest':
      return rest(200, requestId, String(output.Body ?? ''))
  }
}

const line = (name: string, value: unknown): string => `<${name}>${escapeXml(String(value))}</${name}>`

const lines = (extra: Rec): string =>
  Object.entries(extra)
    .map(([name, value]) => line(name, value))
    .join('')

/** Encodes an error in the shape that the protocol's clients expect. */
export const encodeError = (dialect: Dialect, error: AwsError, requestId: string): Answer => {
  const sender = error.status < 500 ? 'Sender' : 'Receiver'
  const answer = ((): Answer => {
    switch (dialect.kind) {
      case 'json':
        return json(dialect.version, error.status, requestId, {
          __type: error.code,
          message: error.message,
          ...error.extra,
        })
      case 'cbor':
        return cbor(
          error.status,
          requestId,
          writeCbor({ kind: 'document' }, { __type: error.code, message: error.message, ...error.extra }),
        )
      case 'query': {
        const fields = line('Type', sender) + line('Code', error.code) + line('Message', error.message)
        const inner = `<Error>${fields}${lines(error.extra)}</Error>${line('RequestId', requestId)}`
        return xml(
          error.status,
          requestId,
          `<ErrorResponse xmlns="${dialect.xmlNamespace}">${inner}</ErrorResponse>`,
        )
      }
      case 'ec2': {
        const inner = `<Errors><Error>${line('Code', error.code)}${line('Message', error.message)}</Error></Errors>`
        return xml(
          error.status,
          requestId,
          `${XML}<Response>${inner}${line('RequestID', requestId)}</Response>`,
        )
      }
      case 'rest': {
        const plain = rest(
          error.status,
          requestId,
          JSON.stringify({ message: error.message, ...error.extra }),
        )
        return { ...plain, headers: { ...plain.headers, 'x-amzn-errortype': error.code } }
      }
      case 's3':
      case 's3-control': {
        const fields = line('Code', error.code) + line('Message', error.message) + lines(error.extra)
        const ids = line('RequestId', requestId) + line('HostId', 'local')
        return {
          status: error.status,
          headers: {
            'content-type': 'application/xml',
            'x-amz-request-id': requestId,
            'x-amz-id-2': 'local',
          },
          body:
            dialect.kind === 's3'
              ? `${XML}<Error>${fields}${ids}</Error>`
              : `${XML}<ErrorResponse><Error>${fields}</Error>${ids}</ErrorResponse>`,
        }
      }
    }
  })()
  return { ...answer, headers: { ...answer.headers, ...error.headers } }
}
