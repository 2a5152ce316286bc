import type { WebClient } from '@slack/web-api'
import type { ReadUserGroups, SeePerson } from '../grants/ports.ts'
import { type PersonKey, personKey } from '../grants/terms.ts'
import { userOf } from './grants/words.ts'
import type { Log } from './log.ts'
import { slackCode } from './sending/outbox.ts'

/** Refusals by which Slack says that there is no such person for us, which is an answer. */
const NOBODY = ['user_not_found', 'user_not_visible']

/**
 * A person as `users.info` shows them right now, field by field; nothing is kept and nothing is made up: what Slack leaves
 * out is undefined. Throws where Slack cannot be asked. Source: docs.slack.dev, "User object".
 */
export function createSeePerson(client: WebClient): SeePerson {
  return async (key) => {
    const user = await infoOf(client, userOf(key))
    return {
      team: user?.team_id,
      user: user?.id,
      bot: user?.is_bot,
      deleted: user?.deleted,
      restricted: user?.is_restricted,
      ultraRestricted: user?.is_ultra_restricted,
      // Of the app's own team nobody is a stranger, and there Slack leaves the field out.
      stranger: user?.is_stranger ?? (user?.team_id === teamOf(key) ? false : undefined),
      emailConfirmed: user?.is_email_confirmed,
    }
  }
}

async function infoOf(client: WebClient, user: string) {
  try {
    return (await client.users.info({ user })).user
  } catch (error) {
    if (NOBODY.includes(slackCode(error))) return undefined
    throw error
  }
}

function teamOf(key: PersonKey): string {
  return key.slice(0, key.indexOf('/'))
}

/**
 * The members of user groups, as people of this team. A group that cannot be read is left out and logged: then nobody is
 * in it, which can only ever ask for more.
 */
export function createReadUserGroups(client: WebClient, team: string, log: Log): ReadUserGroups {
  return async (ids) => {
    const read = await Promise.all(
      [...new Set(ids)].map(async (id): Promise<readonly [string, readonly PersonKey[]] | undefined> => {
        try {
          const { users } = await client.usergroups.users.list({ usergroup: id })
          return users && [id, users.map((user) => personKey(team, user))]
        } catch (error) {
          log.warn({ err: error, group: id }, 'a user group could not be read')
          return undefined
        }
      }),
    )
    return new Map(read.filter((each) => each !== undefined))
  }
}
