import type { Person, WorkspaceSeed } from './shapes.ts'

const acme = 'T0ACMECORP'
const globex = 'T0GLOBEXCO'
const bot = 'U0APPBOT01'

const person = (
  id: string,
  handle: string,
  realName: string,
  title: string,
  tz: string,
  colour: string,
  standing: Person['standing'] = 'member',
): Person => ({
  id,
  handle,
  realName,
  title,
  tz,
  colour,
  standing,
  teamId: standing === 'external' ? globex : acme,
})

const ana = person('U0ANARUIZ1', 'ana', 'Ana Ruiz', 'Data scientist', 'Europe/Madrid', '#c2548a')
const ben = person('U0BENCART1', 'ben', 'Ben Carter', 'Security approver', 'America/New_York', '#3f7fbf')
const chloe = person('U0CHLOEDU1', 'chloe', 'Chloe Dubois', 'ML lead, approver', 'Europe/Paris', '#8557c9')
const dev = person('U0DEVPATE1', 'dev', 'Dev Patel', 'Platform engineer', 'Asia/Kolkata', '#2f8f6b', 'admin')
const nina = person('U0NINAKOW1', 'nina', 'Nina Kowalski', 'Data scientist', 'Europe/Warsaw', '#5b6b8c')
const gus = person(
  'U0GUSLIND1',
  'gus',
  'Gus Lindqvist',
  'Contractor (guest)',
  'Europe/Stockholm',
  '#b9772d',
  'single-channel-guest',
)
const eve = person('U0EVEPARK1', 'eve', 'Eve Park', 'Globex, external', 'Asia/Seoul', '#a34f3f', 'external')
const olga = person(
  'U0OLGABER1',
  'olga',
  'Olga Berg',
  'Left the company',
  'Europe/Oslo',
  '#777777',
  'deactivated',
)

const everyone = [ana, ben, chloe, dev].map(({ id }) => id)
const open = { isExtShared: false, isArchived: false }

/** Acme: a small company with a platform team, two approvers, a guest, a partner and somebody who left. */
export const acmeWorkspace: WorkspaceSeed = {
  team: { id: acme, name: 'Acme', domain: 'acme' },
  foreignTeam: { id: globex, name: 'Globex', domain: 'globex' },
  app: { id: 'A0LOCALAPP', name: 'App', botId: 'B0LOCALBOT', botUserId: bot },
  people: [ana, ben, chloe, dev, nina, gus, eve, olga],
  places: [
    {
      id: 'C0GENERAL1',
      name: 'general',
      kind: 'public',
      members: everyone,
      topic: 'Company-wide announcements',
      ...open,
    },
    {
      id: 'C0MLPLATF1',
      name: 'ml-platform',
      kind: 'public',
      members: [...everyone, nina.id, gus.id, bot],
      topic: 'Notebooks, training, endpoints: how do I…',
      ...open,
    },
    {
      id: 'C0SMALERT1',
      name: 'sagemaker-alerts',
      kind: 'public',
      members: [...everyone, bot],
      topic: 'Daily digest and drift',
      ...open,
    },
    {
      id: 'C0SECAPPR1',
      name: 'security-approvals',
      kind: 'private',
      members: [ben.id, chloe.id, dev.id, bot],
      topic: 'Access requests',
      ...open,
    },
    {
      id: 'C0GLOBEXS1',
      name: 'acme-globex',
      kind: 'public',
      members: [...everyone, eve.id, bot],
      topic: 'Shared with Globex',
      isExtShared: true,
      isArchived: false,
    },
    {
      id: 'C0OLDPROJ1',
      name: 'old-project',
      kind: 'public',
      members: [ana.id, dev.id, bot],
      topic: 'Closed in spring',
      isExtShared: false,
      isArchived: true,
    },
    { id: 'D0ANABEN01', name: 'ana-ben', kind: 'im', members: [ana.id, ben.id], topic: '', ...open },
    { id: 'D0ANADEV01', name: 'ana-dev', kind: 'im', members: [ana.id, dev.id], topic: '', ...open },
    { id: 'D0BENCHL01', name: 'ben-chloe', kind: 'im', members: [ben.id, chloe.id], topic: '', ...open },
  ],
  groups: [
    {
      id: 'S0APPROVE1',
      handle: 'sagemaker-approvers',
      name: 'SageMaker approvers',
      members: [ben.id, chloe.id],
    },
    { id: 'S0MLPLATF1', handle: 'ml-platform-team', name: 'ML platform team', members: [dev.id, chloe.id] },
  ],
  talk: [
    { place: 'C0GENERAL1', handle: 'dev', text: 'Welcome to Acme :wave:', minutesAgo: 2880 },
    {
      place: 'C0MLPLATF1',
      handle: 'chloe',
      text: 'The churn model goes to review on Thursday. Can we look at the notebooks before that?',
      minutesAgo: 42,
    },
    {
      place: 'C0MLPLATF1',
      handle: 'ana',
      text: 'On it. I will run the audit here so that everybody sees it.',
      minutesAgo: 38,
    },
    {
      place: 'C0SMALERT1',
      handle: 'dev',
      text: 'Digest goes here every morning, details in its thread.',
      minutesAgo: 1500,
    },
    {
      place: 'C0SECAPPR1',
      handle: 'ben',
      text: 'Approvals only, please. Questions go to <#C0MLPLATF1>.',
      minutesAgo: 1440,
    },
    {
      place: 'C0GLOBEXS1',
      handle: 'eve',
      text: 'Hello from Globex! The new feature drop is in the bucket.',
      minutesAgo: 320,
    },
    { place: 'D0ANABEN01', handle: 'ben', text: 'Lunch at 12:30?', minutesAgo: 95 },
  ],
}
