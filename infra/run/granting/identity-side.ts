import { err, ok } from '../../../src/base/result.ts'
import { createFindLinked } from '../../../src/grants/identity/find-linked.ts'
import { createLinking, type Linking, type LinkingOptions } from '../../../src/grants/identity/linking.ts'
import type { FindPrincipal } from '../../../src/grants/ports.ts'
import type { IdentityPorts } from '../../../src/mfa/pages/ports.ts'
import { refusalWords } from '../../../src/slack/grants/refusal-words.ts'
import type { AccessSettings } from '../access/settings.ts'
import type { openAwsSide } from './aws-side.ts'

type Directory = NonNullable<ReturnType<typeof openAwsSide>['directory']>

/** How people say themselves who they are in AWS. Without `linking` nobody does, and links of before count for nothing. */
export interface IdentitySide {
  readonly findPrincipal: FindPrincipal
  readonly linking?: Linking
  readonly pages?: IdentityPorts
}

/** Links to Identity Center, as far as the access policy lets people make them. */
export function openIdentitySide(
  options: LinkingOptions & { readonly settings: AccessSettings; readonly directory: Directory | undefined },
): IdentitySide {
  const { settings, directory, store } = options
  if (!directory || !settings.identityCenter?.linking) return { findPrincipal: async () => undefined }
  const linking = createLinking(options)
  return {
    findPrincipal: createFindLinked({ store, isLinkable: directory.isLinkable, seeUser: directory.seeUser }),
    linking,
    pages: {
      prove: (nonce, pasted) => directory.prove(pasted, nonce),
      async link(person, user) {
        // The page is a private place: nobody else sees it.
        const linked = await linking.link({ person, place: { kind: 'private' } }, user)
        return linked.ok ? ok(undefined) : err(refusalWords(linked.error))
      },
    },
  }
}
