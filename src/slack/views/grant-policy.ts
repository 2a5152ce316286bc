import type { KnownBlock, ModalView } from '@slack/types'
import type { GrantDocuments } from '../../grants/access.ts'
import type { Grant } from '../../grants/grant.ts'
import { alert, context, modal, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { bold, line, preformatted, richText } from '../blocks/rich-text.ts'

/** Characters of one block of code: within Slack's limit for rich text, with room. */
const A_BLOCK = 6000

/** Of a document that AWS would take at all, nothing is ever cut off: it has 10,240 characters at most, white space left out. */
const MOST_BLOCKS = 12

/** Exactly what AWS enforces, character by character, with the hash over it. */
export function policyModal(grant: Grant, documents: GrantDocuments | undefined): ModalView {
  if (!documents)
    return modal('Policy', [
      alert('warning', 'This cannot be shown: what was asked for has changed or is no longer offered.'),
      section(`The record of request ${inlineCode(grant.id)} holds its hash; the history shows it.`),
    ])
  return modal('Policy', [
    agreement(grant, documents),
    ...documentBlocks('Who may take the role (trust policy)', documents.trust),
    ...documentBlocks('What the role may do (permissions policy)', documents.permissions),
    context(`SHA-256 over both: ${inlineCode(documents.hash, 64)} · request ${inlineCode(grant.id)}`),
  ])
}

/** Whether what is shown is what the role was made of. */
function agreement({ role, state, next }: Grant, { hash }: GrantDocuments): KnownBlock {
  if (role === null)
    return alert('info', 'As it would be if it were approved now. Its times follow from the approval.')
  if (role.documentsHash === hash)
    return alert(
      'success',
      state === 'active'
        ? 'This is what the role was made of: the hash is the one in the record.'
        : 'This is what the role was made of, before it ended: the hash is the one in the record.',
    )
  if (next !== null)
    return alert(
      'info',
      'As it will be with more time. The role has the old end until AWS takes the new one.',
    )
  return alert('error', 'The hash in the record is another: the role was not made of what is shown here.')
}

function documentBlocks(title: string, document: unknown): readonly KnownBlock[] {
  const parts = codeParts(JSON.stringify(document, null, 2))
  return parts.map((part, i) =>
    richText(
      line(bold(parts.length > 1 ? `${title}, part ${i + 1} of ${parts.length}` : title)),
      preformatted(part),
    ),
  )
}

/** Cut at the ends of lines, so that the parts one after the other are the document. */
function codeParts(code: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const row of code.split('\n').flatMap(pieces)) {
    if (part !== '' && part.length + row.length + 1 > A_BLOCK) {
      parts.push(part)
      part = ''
    }
    part = part === '' ? row : `${part}\n${row}`
  }
  return [...parts, part].slice(0, MOST_BLOCKS)
}

function pieces(row: string): readonly string[] {
  return row.length <= A_BLOCK ? [row] : (row.match(new RegExp(`.{1,${A_BLOCK}}`, 'gsu')) ?? [])
}
