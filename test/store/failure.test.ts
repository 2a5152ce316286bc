import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/store.ts'

/** A DynamoDB that refuses every request with this error. */
async function refusing(code: string) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message: 'no' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() }
}

test.each([
  ['ExpiredTokenException', 'AWS refused the credentials for the DynamoDB table "findings".'],
  ['UnrecognizedClientException', 'AWS refused the credentials for the DynamoDB table "findings".'],
  ['AccessDeniedException', 'The credentials may not use the DynamoDB table "findings".'],
  ['ResourceNotFoundException', 'The DynamoDB table "findings" does not exist in this account and Region.'],
])('%s at the start is one clear sentence', async (code, error) => {
  const { endpoint, close } = await refusing(code)
  const store = await openStore({
    tableName: 'findings',
    createIfMissing: false,
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    checks: [],
    clock: () => 0,
    onSpoilt: () => undefined,
  })
  close()
  expect(store).toEqual({ ok: false, error })
})
