/** Passkeys: the server's options to `navigator.credentials`, and its answers back, with bytes as base64url. */

/** @typedef {{ ok: true, value: unknown } | { ok: false, words: readonly string[] }} Answered */

/**
 * Has the person's passkey say yes.
 * @param {any} options PublicKeyCredentialRequestOptionsJSON
 * @returns {Promise<Answered>}
 */
export function askPasskey(options) {
  return answered(async () => {
    const credential = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: options.allowCredentials.map(withBytes),
      },
    })
    const { response } = publicKey(credential)
    if (!(response instanceof AuthenticatorAssertionResponse)) throw new TypeError('No assertion')
    const { userHandle } = response
    return {
      ...envelope(credential),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        ...(userHandle !== null && userHandle.byteLength > 0 && { userHandle: text(userHandle) }),
      },
    }
  })
}

/**
 * Has the browser make a passkey.
 * @param {any} options PublicKeyCredentialCreationOptionsJSON
 * @returns {Promise<Answered>}
 */
export function makePasskey(options) {
  return answered(async () => {
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: withBytes(options.user),
        excludeCredentials: options.excludeCredentials.map(withBytes),
      },
    })
    const { response } = publicKey(credential)
    if (!(response instanceof AuthenticatorAttestationResponse)) throw new TypeError('No attestation')
    return {
      ...envelope(credential),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    }
  })
}

/** @type {Readonly<Record<string, string>>} */
const WORDS = {
  NotAllowedError:
    'No passkey answered: it was cancelled, it took too long, or none of this person’s passkeys is on this device. If this page is not for you, close it.',
  InvalidStateError: 'This device holds one of your passkeys already.',
  SecurityError: 'The browser allows no passkeys at this address.',
  NotSupportedError: 'This device cannot make a passkey of a kind that is taken here.',
  ConstraintError: 'This device cannot check that it is you. Set a PIN, finger or face first.',
}

/**
 * @param {() => Promise<unknown>} ask
 * @returns {Promise<Answered>}
 */
async function answered(ask) {
  try {
    return { ok: true, value: await ask() }
  } catch (error) {
    const name = error instanceof Error || error instanceof DOMException ? error.name : ''
    return { ok: false, words: [WORDS[name] ?? 'The browser could not use a passkey. Try another browser.'] }
  }
}

/** @param {Credential | null} credential */
function publicKey(credential) {
  if (!(credential instanceof PublicKeyCredential)) throw new TypeError('No passkey')
  return credential
}

/** @param {Credential | null} credential */
function envelope(credential) {
  const { id, rawId } = publicKey(credential)
  return { id, rawId: text(rawId), type: 'public-key' }
}

/** @param {{ id: string }} named */
function withBytes(named) {
  return { ...named, id: bytes(named.id) }
}

/** @param {string} base64url */
function bytes(base64url) {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
