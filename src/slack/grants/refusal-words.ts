import type { RefusalCode } from '../../grants/rules/refusal.ts'

/** Why something may not happen, for the person who tried: what it means and what to do. In the order of the codes. */
export const REFUSAL_CODE_WORDS: Readonly<Record<RefusalCode, string>> = {
  'person-incomplete':
    'Slack did not say enough about you to tell who you are, so nothing was done. Try again in a minute.',
  'other-team':
    'You belong to another Slack workspace. Only people of this one take part in access requests.',
  bot: 'Bots take no part in access requests. A person has to do this.',
  guest: 'Guests take no part in access requests. Ask a full member of this workspace.',
  external:
    'People from other organisations take no part in access requests. Ask a member of this workspace.',
  deactivated: 'This Slack account is deactivated, so it can neither ask nor approve.',
  'email-unconfirmed':
    'Your Slack account has an e-mail address that was never confirmed. Confirm it in Slack, then try again.',
  'shared-channel':
    'This channel is shared with another organisation, so nothing is decided here. Use a channel of your own, or our direct message.',
  'own-request':
    'This is your own request, or one for the same AWS identity as yours. Somebody else has to decide it.',
  'not-the-requester': 'Only the person who asked may do this. Ask them to.',
  'not-an-approver':
    'You are in none of the groups that may approve this request. Ask somebody who is; the request names the groups.',
  'not-a-reviewer': 'Only the reviewers of break-glass use may do this. They are named in sagewarden.yml.',
  'may-not-revoke':
    'Only the requester, the approvers and the people on call may end this access. Ask one of them.',
  'principal-unknown':
    'I do not know who you are in this AWS account. Link yourself to your Identity Center user with `/sagemaker mfa` where that is offered, or have yourself added to `people` in sagewarden.yml.',
  'principal-changed':
    'The AWS identity of the requester is no longer the one the request was made for. A new request is needed.',
  'link-too-new':
    'The requester linked themself to Identity Center too recently for a request of this risk. `/sagemaker mfa` says from when on the link counts.',
  'identity-gone':
    'The requester’s user in Identity Center was deleted or switched off. Ask whoever looks after Identity Center.',
  'identity-unanswered':
    'Identity Center could not be asked whether the requester’s user is still there, so nothing was done. Try again in a minute.',
  'identity-taken':
    'This Identity Center user belongs to another Slack account. One person has one; if that is not so, tell whoever keeps sagewarden.yml.',
  'already-listed': 'Who you are in AWS stands in sagewarden.yml already, and what stands there counts.',
  'not-listed':
    'Whoever vouches for others must be listed under `people` in sagewarden.yml. Ask its owner to list you.',
  'already-linked':
    'You are linked to another Identity Center user. End that link first: `/sagemaker mfa` shows it.',
  'not-announced':
    'The link could not be announced to the approvers, so it was undone. Try again; if it happens again, tell the people who run me.',
  'not-linked': 'There is no such link any more. Nothing was changed.',
  'may-not-unlink':
    'Only the person themself, and those who approve or end access, may end this link. Ask one of them.',
  'entitlement-unknown':
    'What was asked for is no longer on offer. Start a new request to see what there is.',
  'entitlement-off':
    'This is switched off for everybody, because its safety is not settled. The form says why; sagewarden.yml can switch it on.',
  'entitlement-changed': 'What was asked for has changed since then. A new request is needed.',
  'denied-by-rule': 'A rule in sagewarden.yml forbids this, and no other rule outweighs it.',
  'no-rule':
    'No rule in sagewarden.yml allows this for what was chosen. Ask its owner to add one, or choose something else.',
  'not-allowed-to-ask':
    'A rule in sagewarden.yml lets only certain groups ask for this, and you are in none of them.',
  'too-few-approvers':
    'There are not enough people who could approve this, beside you. The groups in sagewarden.yml need more members.',
  'duration-invalid': 'The duration is no whole, positive time. Choose one from the list.',
  'too-long': 'This is longer than may be asked for. Choose a shorter time.',
  'not-longer': 'This ends no later than what there is already. Choose a later end.',
  'start-in-past': 'The start lies in the past. Choose a later one, or leave it empty to start on approval.',
  'start-too-far': 'The start lies further ahead than may be asked for. Choose an earlier one.',
  'resource-missing': 'Nothing was chosen that access could be given to. Choose a resource.',
  'resource-not-exact':
    'A resource holds a wildcard or a variable, so it would mean more than itself. Choose exact ones.',
  'resource-elsewhere':
    'A resource lies in another account or Region than the request. Choose one from here.',
  'reason-missing': 'There is no reason. Say in a sentence why; it stays in the record.',
  'reason-too-long': 'The reason is longer than 3,000 characters. Shorten it, and link to the rest.',
  'ticket-missing': 'Requests of this risk need a ticket. Give its number or link.',
  'not-automatic':
    'No rule lets your own second factor decide this now, for example because of quiet hours. Ask again, so that others decide.',
  'break-glass-closed':
    'Break-glass is not open for this. Ask in the ordinary way, or call somebody who may approve.',
  'draft-unknown': 'There is no such form of yours any more. Start a new request.',
  'draft-expired': 'This form lay open for too long, and AWS may have changed since. Start a new request.',
  'precheck-failed':
    'Something in AWS stands against it; the preview says what. Mend that, or choose something else.',
  'proof-failed':
    'The policy that was made for this request did not pass its proof, so it is not offered to anybody. Choose less, or tell the people who run me.',
  'not-found': 'There is no such request. It may have been drafted and never sent; start a new one.',
  conflict:
    'Something else happened to this at the same moment, so nothing was done. Look again, then decide.',
  'wrong-state': 'This is no longer possible: the request or the access has moved on. Nothing was changed.',
  'wrong-revision':
    'This button belongs to an older version of the request. Use the newest message about it.',
  'terms-changed': 'The request is no longer what you were shown, so nothing was done. Look at it again.',
  'extension-pending': 'More time has been asked for already. Wait for that decision first.',
  lapsed: 'Nobody decided in time, so the request lapsed. If it is still needed, ask again.',
  'window-over': 'The time that was asked for is over. If it is still needed, ask again.',
  'too-early': 'The start has not come yet. Nothing was changed; I go on at the start.',
  'already-approved': 'You have approved this already. It waits for somebody else.',
  'not-needed': 'Your approval would not bring this further: what is missing has to come from another group.',
  'approvals-missing': 'Approvals are missing still. The request says from whom.',
  'no-review-due': 'There is nothing to review here: no break-glass use, or it was reviewed already.',
  'proof-missing': 'A second factor is needed for this. Use the button again and confirm with yours.',
  'proof-of-another': 'This confirmation belongs to another person, so nothing was done.',
  'proof-of-other-request':
    'This confirmation was made for another request or version, so nothing was done. Start again from the message.',
  'proof-stale': 'The confirmation is too old. Use the button again and confirm within a few minutes.',
  'factor-too-weak':
    'This kind of second factor does not suffice here. Use a stronger one, such as a passkey; `/sagemaker mfa` lists yours.',
  'factor-too-new':
    'Your second factor was enrolled too recently for a request of this risk. `/sagemaker mfa` says from when on it counts.',
  'challenge-used':
    'This confirmation was used already. Start again from the message if something is left to do.',
}

/** Each reason once, in the order of the codes; one sentence where there is none. */
export function refusalWords(codes: readonly RefusalCode[]): readonly string[] {
  const said = [...new Set(codes)].map((code) => REFUSAL_CODE_WORDS[code])
  return said.length > 0 ? said : ['This may not happen, and no reason was kept. Nothing was done.']
}
