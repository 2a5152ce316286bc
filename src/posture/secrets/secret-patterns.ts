/** A named kind of secret and how it looks. `value` is the group that holds it; without one, the whole match does. */
export interface SecretPattern {
  readonly rule: string
  /** Global. Every quantifier is bounded or starts at the edge of a word, so that a hostile text costs linear time. */
  readonly pattern: RegExp
}

/** Secrets that give themselves away by their form. Sources: the issuers' own descriptions of their token formats. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  { rule: 'AWS access key id', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  {
    rule: 'AWS secret access key',
    pattern:
      /(?:secret_?access_?key|secret_?key)[\\"' ]{0,4}[:=][\\"' ]{0,4}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
  },
  {
    rule: 'private key',
    pattern: /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----/g,
  },
  {
    rule: 'GitHub token',
    pattern: /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})/g,
  },
  { rule: 'GitLab token', pattern: /(?<![A-Za-z0-9_-])gl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,128}/g },
  { rule: 'Slack token', pattern: /(?<![A-Za-z0-9-])(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,255}/g },
  {
    rule: 'Slack webhook',
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{20,128}/g,
  },
  { rule: 'Stripe key', pattern: /(?<![A-Za-z0-9_])[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g },
  { rule: 'Google API key', pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g },
  { rule: 'npm token', pattern: /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g },
  { rule: 'Hugging Face token', pattern: /(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{30,128}/g },
  { rule: 'model provider key', pattern: /(?<![A-Za-z0-9_-])sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,255}/g },
  {
    rule: 'Weights & Biases key',
    pattern: /WANDB_API_KEY[\\"' ]{0,4}[:=][\\"' ]{0,4}(?<value>[0-9a-f]{40})(?![0-9a-f])/gi,
  },
  {
    rule: 'JSON web token',
    pattern:
      /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{10,4096}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,1024}/g,
  },
  {
    rule: 'bearer token',
    pattern: /\bBearer\s{1,4}(?=[^\s\d]{0,64}\d)(?<value>[A-Za-z0-9._~+/-]{20,512})/g,
  },
  {
    rule: 'connection string with a password',
    pattern:
      /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,24}:\/\/[^\s:@/'"\\]{0,64}:(?<value>[^\s:@/'"\\]{3,128})@/g,
  },
]

/** The end of a name that promises a secret: `DB_PASSWORD`, `client-secret`, `apiKey`, `HF_TOKEN2`. */
const SECRET_NAME =
  /(?:pass(?:word|wd|phrase)|pwd|secret|token|credentials?|(?:api|access|secret|private|auth|account|encryption|signing)[_-]?key)[_-]?\d{0,2}$/i

/** Names that end alike and hold no secret: the vocabulary of language models, idempotency tokens, SageMaker's own. */
const INNOCENT_NAME =
  /^sagemaker_|(?:pad|eos|bos|unk|mask|sep|cls|stop|start|end|next|image|audio|special|(?:client_?)?request|continuation|client)[_-]?token$|public[_-]?access[_-]?key$/i

/** Whether a value under this name is expected to be secret. */
export function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name) && !INNOCENT_NAME.test(name)
}

/** Whether values under this name are keys whatever they look like, even a plain hash. */
export function namesApiKey(name: string): boolean {
  return /api[_-]?key[_-]?\d{0,2}$/i.test(name)
}
