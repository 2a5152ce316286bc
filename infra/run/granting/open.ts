import { randomBytes } from 'node:crypto'
import { type AwsSettings, createClients } from '../../../src/aws/clients.ts'
import { identify } from '../../../src/aws/identity.ts'
import { keptBriefly } from '../../../src/base/kept-briefly.ts'
import { err, ok, type Result } from '../../../src/base/result.ts'
import { type Clock, MINUTE_S } from '../../../src/base/time.ts'
import { closeBooks } from '../../../src/grants/ending/closing.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import type { ReadUserGroups } from '../../../src/grants/ports.ts'
import { dailyAnchor } from '../../../src/grants/record/anchoring.ts'
import type { LastAudit } from '../../../src/grants/request/looking.ts'
import { type AccessOptions, openAccess, standingOf } from '../../../src/grants/request/open-access.ts'
import { type Less, suggestLess } from '../../../src/grants/request/suggest-less.ts'
import { groupsOf, membersOf, principalIn } from '../../../src/grants/rules/access-policy.ts'
import { principalOf } from '../../../src/grants/rules/circumstances.ts'
import { createVouchings } from '../../../src/grants/rules/vouching.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import type { AccessServices } from '../../../src/services.ts'
import type { Store } from '../../../src/store/store.ts'
import type { AccessSettings } from '../access/settings.ts'
import { readAccessFile } from '../access-file.ts'
import type { AccessConfig } from '../config.ts'
import type { Logger } from '../log.ts'
import { pagePorts } from '../page-ports.ts'
import { openAwsSide } from './aws-side.ts'
import { driftLines } from './drift-lines.ts'
import { openFactorsSide } from './factors-side.ts'
import { openIdentitySide } from './identity-side.ts'
import { sha256 } from './sha256.ts'
import { lateSlack, type SlackSide } from './slack-side.ts'

export interface GrantingOptions {
  readonly config: AccessConfig
  readonly store: Store
  readonly aws?: AwsSettings
  readonly regions: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
  readonly lastAudit: LastAudit
}

/** Temporary access, open. */
export interface Granting {
  readonly services: AccessServices
  /**
   * The same, to be shown alone: who Slack says people are, and who is in its user groups, is read once a minute. Home tabs
   * are drawn often, and Slack lets groups be read twenty times a minute. Nothing is decided by it.
   */
  readonly shown: AccessServices
  readonly settings: AccessSettings
  /** To be called once Slack is connected; before that nothing is shown. */
  attach(slack: SlackSide): void
  /** Finishes what is unfinished, reminds, closes books. Throws what kept it. */
  tend(): Promise<void>
  close(): Promise<void>
}

/** Opens temporary access from the access policy. Problems are sentences, all at once. */
export async function openGranting(options: GrantingOptions): Promise<Result<Granting, readonly string[]>> {
  const { config, store, aws, regions, clock, logger } = options
  const read = readAccessFile(config.file, ENTITLEMENTS)
  if (!read.ok) return read
  const settings = read.value
  const who = await identityOf(aws, regions[0] ?? 'us-east-1')
  const entitlements = ENTITLEMENTS.map(({ off, ...each }) =>
    off === undefined || settings.switchedOn.includes(each.id) ? each : { ...each, off },
  )
  const { account, partition } = who
  const side = openAwsSide({
    account,
    partition,
    regions,
    settings,
    entitlements,
    all: ENTITLEMENTS,
    clock,
    lastAudit: options.lastAudit,
    ...(aws && { aws }),
  })
  const slack = lateSlack()
  const newId = () => randomBytes(8).toString('hex')
  const onFailure = (what: string, grantId: string | null, error: unknown) =>
    logger.warn({ what, grant: grantId, err: error }, 'will be tried again')
  const people = {
    seePerson: slack.side.seePerson,
    readUserGroups: slack.side.readUserGroups,
    policy: () => settings.policy,
    clock,
  }
  const {
    findPrincipal,
    linking,
    pages: identity,
  } = openIdentitySide({
    ...people,
    settings,
    directory: side.directory,
    store: store.identityLinks,
    newId,
    announce: slack.side.announceLink,
    onUnannounced: (error) => logger.error({ err: error }, 'a link to Identity Center was not announced'),
  })
  const shared = { ...people, store: store.grants, findPrincipal, onFailure }
  const accessOptions: AccessOptions = {
    ...shared,
    makeGrant: side.makeGrant,
    endGrant: side.endGrant,
    listRoles: side.listRoles,
    async show(grant) {
      if (grant.role) await store.closeOuts.due(grant.id)
      await slack.side.show(grant)
    },
    entitlement: (id) => entitlements.find((each) => each.id === id),
    hash: sha256,
    entitlements,
    place: side.place,
    drafts: store.drafts,
    regions,
    lookBefore: side.lookBefore,
    prove: side.prove,
    async suggestions({ requester, entitlement: id }) {
      const entitlement = entitlements.find((each) => each.id === id)
      if (!entitlement) return []
      return lessLines(suggestLess(entitlement, requester, await store.closeOuts.ofPerson(requester)))
    },
    find: store.inventory.find,
    newId,
  }
  const access = openAccess(accessOptions)
  const anchored = dailyAnchor(shared, access.grants)
  const ports = pagePorts({
    access,
    place: side.place,
    nameOf: slack.side.nameOf,
    announce: slack.side.announceFactor,
    async proveIdentity(person, nonce, pasted) {
      // Whoever said themselves who they are in AWS would prove no more by it than that they said it.
      const expected = principalIn(settings.policy, person, account)
      if (!expected) return err('other-principal')
      const proven = await side.verifyCaller(pasted, nonce, expected)
      if (proven.ok) return ok(undefined)
      return err(proven.error === 'shared-role' ? 'other-principal' : proven.error)
    },
    ...(identity && { identity }),
    onFailure: (what, error) => logger.error({ what, err: error }, 'a one-time page failed'),
  })
  const opened = await openFactorsSide({ config, store, clock, access, ports })
  if (!opened.ok) {
    side.close()
    return err([opened.error])
  }
  const { factors, pages } = opened.value
  void side.startCheck().then((problems) => {
    for (const problem of problems) logger.warn({ problem }, 'granting may not work')
  })
  const groupsBy = (readUserGroups: ReadUserGroups) => async (person: PersonKey) => {
    const { groups } = settings.policy
    const userGroups = groups.flatMap((group) => ('userGroup' in group ? [group.userGroup] : []))
    const members = membersOf(settings.policy, await readUserGroups(userGroups))
    return groupsOf(
      person,
      groups.map(({ id }) => id),
      members,
    )
  }
  const services: AccessServices = {
    access,
    factors,
    notices: store.notices,
    vouchings: createVouchings({ ...shared, store: store.vouchings, newId, account }),
    ...(linking && { linking }),
    principalOf: (person) => principalOf(shared, person, account),
    groupsOf: groupsBy(slack.side.readUserGroups),
    confirming: slack.side.confirming,
    closeOut: ({ id }) => store.closeOuts.read(id),
    channels: {
      approvals: settings.channels.approvals,
      announcements: settings.channels.announcements ?? settings.channels.approvals,
    },
  }
  const lately = latelySeen(slack.side, clock)
  return ok({
    settings,
    services,
    shown: {
      ...services,
      access: { ...access, standing: (grant) => standingOf({ ...accessOptions, ...lately }, grant) },
      groupsOf: groupsBy(lately.readUserGroups),
    },
    attach: slack.attach,
    async tend() {
      const swept = await access.grants.sweep()
      const anchor = await anchored()
      await slack.side
        .tellOnce([
          ...driftLines(swept.drift),
          ...(anchor ? [{ about: `anchor ${anchor.seq}`, anchor }] : []),
        ])
        .catch((error: unknown) => onFailure('announce', null, error))
      for (const grant of await store.grants.unsettled())
        await slack.side.remind(grant).catch((error: unknown) => onFailure('remind', grant.id, error))
      await closeBooks({
        ...shared,
        closeOuts: store.closeOuts,
        entitlements,
        place: side.place,
        observe: side.observe,
        tell: slack.side.closeOut,
      })
    },
    async close() {
      await pages?.close()
      side.close()
    },
  })
}

/** Who people are and which groups they are in, as Slack said within the last minute. */
function latelySeen(side: Pick<SlackSide, 'seePerson' | 'readUserGroups'>, clock: Clock) {
  return {
    seePerson: keptBriefly(side.seePerson, { seconds: MINUTE_S, clock, nameOf: (person) => person }),
    readUserGroups: keptBriefly(side.readUserGroups, {
      seconds: MINUTE_S,
      clock,
      nameOf: (ids) => ids.join(' '),
    }),
  }
}

async function identityOf(aws: AwsSettings | undefined, region: string) {
  const clients = createClients(aws ?? {})
  try {
    return await identify(() => clients.send('sts', region, 'GetCallerIdentity', {}))
  } finally {
    clients.close()
  }
}

function lessLines({ grants, leaveOut, neverUsed }: Less): readonly string[] {
  const times = grants === 1 ? 'the last time' : `in ${grants} earlier grants`
  return [
    ...leaveOut.map(({ label }) => `You did not use "${label}" ${times}. Leave it out if you can.`),
    ...(neverUsed.length > 0 ? [`Never used ${times}: ${neverUsed.join(', ')}.`] : []),
  ]
}
