import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSecrets, findSecretsIn } from '../../../src/posture/secrets/secrets.ts'

/** Plainly invented: long enough for the form, meaningless as a credential. */
const FAKE = 'FakeFake0'.repeat(12)
const fake = (length: number) => FAKE.slice(0, length)
const AWS_KEY = ['AKIA', 'FAKE'.repeat(4)].join('')
const rules = (text: string) => findSecrets('Text', text).map(({ rule }) => rule)

describe('secrets that give themselves away by their form', () => {
  it.each([
    ['AWS access key id', `key ${AWS_KEY} here`],
    ['AWS access key id', AWS_KEY.replace('AKIA', 'ASIA')],
    ['AWS secret access key', `aws_secret_access_key = ${fake(40)}`],
    ['private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
    ['private key', `-----BEGIN ${'PRIVATE'} KEY-----`],
    ['GitHub token', `ghp_${fake(36)}`],
    ['GitHub token', `github_pat_${fake(40)}`],
    ['GitLab token', `glpat-${fake(20)}`],
    ['Slack token', `xoxb-${fake(24)}`],
    ['Slack webhook', `https://hooks.slack.com/services/${fake(30)}`],
    ['Stripe key', `sk_live_${fake(24)}`],
    ['Google API key', `AIza${fake(35)}`],
    ['npm token', `npm_${fake(36)}`],
    ['Hugging Face token', `hf_${fake(34)}`],
    ['model provider key', `sk-proj-${fake(40)}`],
    ['Weights & Biases key', `WANDB_API_KEY=${'0a'.repeat(20)}`],
    ['JSON web token', `eyJ${fake(20)}.eyJ${fake(20)}.${fake(20)}`],
    ['bearer token', `curl -H "Authorization: Bearer ${fake(40)}" https://api.example.com`],
    ['connection string with a password', `postgres://app:${fake(12)}@db.example.com:5432/x`],
    ['connection string with a password', `git clone https://bot:${fake(20)}@git.example.com/a.git`],
  ])('%s', (rule, text) => {
    expect(rules(text)).toEqual([rule])
  })
})

describe('secrets that their name gives away', () => {
  it.each([
    ['export DB_PASSWORD=Tr1cky-Fake-9', 'a shell variable'],
    ['password = "Tr1cky-Fake-9"', 'spaces and quotes'],
    ['{"client_secret": "fake-Fake-0123-fake"}', 'JSON'],
    ['{\\"client_secret\\": \\"fake-Fake-0123-fake\\"}', 'JSON inside JSON'],
    ['mysql --password Tr1cky-Fake-9', 'a flag with a space'],
    ['mysql --db-password=Tr1cky-Fake-9', 'a flag with a sign'],
    ['https://h.example.com/?api_key=fake0123fake4567', 'a query string'],
    [`DD_API_KEY=${'0123456789abcdef'.repeat(2)}`, 'an API key that is plain hexadecimal'],
  ])('%s (%s)', (text) => {
    expect(rules(text)).toEqual(['password or key'])
  })
})

describe('known noise', () => {
  it.each([
    [
      'DB_PASSWORD_ARN=arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf',
      'the ARN of a secret',
    ],
    [
      'secret=arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf',
      'an ARN under a secret name',
    ],
    ['token = s3://bucket-01/Token/File-9.json', 'an S3 URI'],
    ['AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE', 'the sample key of the AWS documentation'],
    ['aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'its sample secret'],
    ['commit_token=9fceb02d0ae598e95dc970b74767f19372d61af8', 'a commit id'],
    ['request_secret=0f8fad5b-d9cb-469f-a165-70867728950e', 'a UUID'],
    ['token=sha256:9fceb02d0ae598e95dc970b74767f193', 'a digest'],
    ['DB_PASSWORD=$DB_PASSWORD_FROM_VAULT1', 'a variable'],
    ['DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/db)', 'a command'],
    ['DB_PASSWORD={{resolve:secretsmanager:prod/db:SecretString:password1}}', 'a dynamic reference'],
    ['token = os.environ["HF_TOKEN"]', 'the environment'],
    ['token = get_token_from_vault2()', 'a call'],
    [`postgres://app:${'$'}{PASSWORD}@db.example.com`, 'a connection string with a variable'],
    ['image token=111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:Latest1', 'an image URI'],
    ['max_tokens=4096 tokenizer=Bert-Base-2', 'language model settings'],
    ['eos_token="<|endoftext0|>" pad_token=PAD_token-01', 'special tokens'],
    ['api_key=MS4wLDIuMCwzLjAsNC4w', 'numbers in base64'],
    ['password: required', 'a plain word'],
    ['password_policy=Strong-Policy-1', 'a name that only begins like one'],
    ['token=aaaaaaaaaaaaaaaaaaaa1', 'no entropy'],
    ['epochs=10 learning_rate=0.001', 'hyperparameters'],
  ])('%s (%s)', (text) => {
    expect(rules(text)).toEqual([])
  })

  it('spares what the SDK writes into hyperparameters, but not a key inside it', () => {
    expect(
      findSecretsIn('HyperParameters', {
        sagemaker_submit_directory: '"s3://bucket/code/sourcedir.tar.gz"',
        sagemaker_job_token: 'Train-2026-11-23-Fake',
        sagemaker_program: '"train.py"',
      }),
    ).toEqual([])
    expect(findSecretsIn('HyperParameters', { sagemaker_program: `"train ${AWS_KEY}"` })).toEqual([
      { rule: 'AWS access key id', place: 'HyperParameters.sagemaker_program' },
    ])
  })
})

describe('places', () => {
  it('names the line of a text with several', () => {
    expect(findSecrets('OnStart', `#!/bin/bash\r\nset -e\nexport DB_PASSWORD=Tr1cky-Fake-9\n`)).toEqual([
      { rule: 'password or key', place: 'OnStart line 3' },
    ])
  })

  it('names the place alone for one line', () => {
    expect(findSecrets('ContainerArguments', '--password Tr1cky-Fake-9')).toEqual([
      { rule: 'password or key', place: 'ContainerArguments' },
    ])
  })

  it('names the key of a value, once', () => {
    expect(findSecretsIn('Environment', { DB_PASSWORD: 'Tr1cky-Fake-9', MODE: 'fast' })).toEqual([
      { rule: 'password or key', place: 'Environment.DB_PASSWORD' },
    ])
    expect(findSecretsIn('Environment', { HF_TOKEN: `hf_${fake(34)}` })).toEqual([
      { rule: 'Hugging Face token', place: 'Environment.HF_TOKEN' },
    ])
  })
})

describe('whatever the text', () => {
  const hostile = fc.oneof(
    fc.string({ maxLength: 400, unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          'password',
          '=',
          ':',
          '"',
          '\\',
          ' ',
          '\n',
          'eyJ',
          '.',
          '-',
          '_',
          'AKIA',
          '://',
          '@',
          'a1B',
        ),
        { maxLength: 200 },
      )
      .map((parts) => parts.join('')),
  )

  it('never returns a part of it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019_') }),
        (value) => {
          const found = JSON.stringify(findSecrets('Text', `password=${value}`))
          expect(found).not.toContain(value)
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(findSecrets('T', text).every(({ place }) => place.startsWith('T'))).toBe(true)
      }),
    )
  })

  it.each([
    'a',
    'eyJ',
    'eyJa',
    'password',
    'password=',
    '"',
    ' ',
    '=',
    'a:/',
    'a://',
    'a.',
    '-',
    '--a ',
    'sk-',
    'Bearer ',
    'secret_key ',
  ])('reads a quarter of a megabyte of %j in a moment', (unit) => {
    const text = unit.repeat(Math.ceil((256 * 1024) / unit.length))
    const began = performance.now()
    findSecrets('Text', text)
    findSecretsIn('Text', { [text]: text })
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('does not read beyond 256 KB', () => {
    const padding = ' '.repeat(256 * 1024)
    expect(rules(`${padding}password=Tr1cky-Fake-9`)).toEqual([])
  })
})
