import { describe, expect, it } from 'vitest'
import { namesApiKey, namesSecret, SECRET_PATTERNS } from '../../../src/posture/secrets/secret-patterns.ts'

describe('names that promise a secret', () => {
  it.each([
    'DB_PASSWORD',
    'client-secret',
    'apiKey',
    'HF_TOKEN2',
    'aws_secret_access_key',
    'spring.datasource.password',
    'PGPWD',
  ])('%s', (name) => {
    expect(namesSecret(name)).toBe(true)
  })
})

describe('names that do not', () => {
  it.each([
    'SECRET_ARN',
    'token_length',
    'tokenizer',
    'max_tokens',
    'eos_token',
    'client_request_token',
    'sagemaker_token',
    'key',
    'primary_key',
  ])('%s', (name) => {
    expect(namesSecret(name)).toBe(false)
  })
})

it('knows API keys by name, whatever they look like', () => {
  expect(namesApiKey('DD_API_KEY')).toBe(true)
  expect(namesApiKey('api_key_id')).toBe(false)
})

it('has patterns that can be used again and again', () => {
  expect(SECRET_PATTERNS.every(({ pattern }) => pattern.global)).toBe(true)
})
