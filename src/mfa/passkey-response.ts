import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const base64url = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^[\w-]+$/)

const registration = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(8).default([]),
  }),
})

const authentication = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
})

/** What a browser answered to an enrolment, or undefined where it is nothing of the kind. */
export function readRegistration(source: unknown): RegistrationResponseJSON | undefined {
  const { data } = registration.safeParse(source)
  return data && { ...data, clientExtensionResults: {} }
}

/** What a browser answered to a confirmation, or undefined where it is nothing of the kind. */
export function readAuthentication(source: unknown): AuthenticationResponseJSON | undefined {
  const { data } = authentication.safeParse(source)
  return data && { ...data, clientExtensionResults: {} }
}
