import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Nonsense } from '../../src/aws/call.ts'
import { type Clients, createClients } from '../../src/aws/clients.ts'
import { mockHttp } from '../support/http.ts'

const http = mockHttp()
const REGION = 'eu-west-1'
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' }
const XML_TYPE = { 'content-type': 'text/xml' }
const CREDENTIALS = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' }

let clients: Clients
beforeEach(() => {
  clients = createClients({ credentials: CREDENTIALS })
})
afterEach(() => clients.close())

describe('the clients', () => {
  it('speak JSON with SageMaker', async () => {
    http
      .host('https://api.sagemaker.eu-west-1.amazonaws.com')
      .post('/', { MaxResults: 100 })
      .matchHeader('x-amz-target', 'SageMaker.ListDomains')
      .reply(200, { Domains: [{ DomainId: 'd-1' }] }, JSON_TYPE)
    const answer = await clients.send('sagemaker', REGION, 'ListDomains', { MaxResults: 100 })
    expect(answer.Domains).toEqual([{ DomainId: 'd-1' }])
  })

  it('speak XML with IAM, in its one Region', async () => {
    http
      .host('https://iam.amazonaws.com')
      .post('/', /Action=GetAccountSummary/)
      .reply(
        200,
        '<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>AccountMFAEnabled</key><value>1</value></entry></SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>',
        XML_TYPE,
      )
    const answer = await clients.send('iam', REGION, 'GetAccountSummary', {})
    expect(answer.SummaryMap).toEqual({ AccountMFAEnabled: 1 })
  })

  it('speak the dialect of EC2, where an empty list is a list', async () => {
    http
      .host('https://ec2.eu-west-1.amazonaws.com')
      .post('/', /Action=DescribeSubnets.*Filter\.1\.Value\.1=subnet-1/)
      .reply(200, '<DescribeSubnetsResponse><subnetSet/></DescribeSubnetsResponse>', XML_TYPE)
    const filters = [{ Name: 'subnet-id', Values: ['subnet-1'] }]
    const answer = await clients.send('ec2', REGION, 'DescribeSubnets', { Filters: filters })
    expect(answer.Subnets).toEqual([])
  })

  it('follow a bucket into its Region, and count both requests', async () => {
    http
      .host('https://models.s3.eu-west-1.amazonaws.com')
      .get('/')
      .query({ versioning: '' })
      .reply(301, '<Error><Code>PermanentRedirect</Code></Error>', { 'x-amz-bucket-region': 'eu-central-1' })
    http
      .host('https://models.s3.eu-central-1.amazonaws.com')
      .get('/')
      .query({ versioning: '' })
      .reply(200, '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>')
    const answer = await clients.send('s3', REGION, 'GetBucketVersioning', { Bucket: 'models' })
    expect(answer.Status).toBe('Enabled')
    expect(clients.counts()).toEqual({ total: 2, byOperation: { 's3:GetBucketVersioning': 2 } })
  })

  const BLOCK =
    '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>'
  const ofTheAccount = (url: string) =>
    http
      .host(url)
      .get('/v20180820/configuration/publicAccessBlock')
      .matchHeader('x-amz-account-id', '111122223333')
      .matchHeader('authorization', /\/s3\/aws4_request/)
      .reply(200, BLOCK)
  const blockOf = async (asking: Clients) => {
    const answer = await asking.send('s3control', REGION, 'GetPublicAccessBlock', {
      AccountId: '111122223333',
    })
    return answer.PublicAccessBlockConfiguration
  }

  it('find S3 Control under the number of the account', async () => {
    ofTheAccount('https://111122223333.s3-control.eu-west-1.amazonaws.com')
    expect(await blockOf(clients)).toEqual({ BlockPublicAcls: true })
  })

  it('put no account before an endpoint that settings name', async () => {
    ofTheAccount('http://127.0.0.1:4566')
    const local = createClients({ credentials: CREDENTIALS, endpoint: 'http://127.0.0.1:4566' })
    expect(await blockOf(local)).toEqual({ BlockPublicAcls: true })
    local.close()
  })

  it('put no account before an endpoint that the environment names', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:4567')
    ofTheAccount('http://127.0.0.1:4567')
    expect(await blockOf(clients)).toEqual({ BlockPublicAcls: true })
    vi.unstubAllEnvs()
  })

  it('send once: trying again is for the limiter', async () => {
    http
      .host('https://api.sagemaker.eu-west-1.amazonaws.com')
      .post('/')
      .reply(500, { __type: 'InternalFailure', message: 'try later' }, JSON_TYPE)
    const sent = clients.send('sagemaker', REGION, 'ListDomains', {})
    await expect(sent).rejects.toMatchObject({ name: 'InternalFailure' })
    expect(clients.counts().total).toBe(1)
  })

  it.each([
    ['a page of a proxy', '<html>It works!</html>'],
    ['half an answer', '{"Domains":[{"DomainId"'],
  ])('take %s for no answer', async (_, body) => {
    http.host('https://api.sagemaker.eu-west-1.amazonaws.com').post('/').reply(200, body, JSON_TYPE)
    await expect(clients.send('sagemaker', REGION, 'ListDomains', {})).rejects.toThrow(Error)
  })

  it('take a page in place of an XML answer for nonsense, not for an empty answer', async () => {
    http
      .host('https://models.s3.eu-west-1.amazonaws.com')
      .get('/')
      .query({ versioning: '' })
      .reply(200, '<html>It works!</html>')
    const sent = clients.send('s3', REGION, 'GetBucketVersioning', { Bucket: 'models' })
    await expect(sent).rejects.toThrow(Nonsense)
  })
})
