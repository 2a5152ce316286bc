import type { webApi } from '@slack/bolt'
import { err, ok, type Result } from '../../src/base/result.ts'
import type { Identity } from '../../src/slack/people.ts'
import { slackCode } from '../../src/slack/sending/outbox.ts'

/** Why the Slack side did not start, in one line for whoever set it up. */
export interface SlackStartError {
  readonly code: 'bot-token' | 'app-token' | 'scope' | 'unreachable' | 'port'
  readonly line: string
}

/** Asks Slack whose token this is. */
export async function identify(client: webApi.WebClient): Promise<Result<Identity, SlackStartError>> {
  try {
    const { team_id, user_id, bot_id, app_id } = await client.auth.test()
    if (!team_id || !user_id || !bot_id)
      return err({
        code: 'bot-token',
        line: 'SLACK_BOT_TOKEN is not the token of a bot. It starts with xoxb-.',
      })
    const appId = app_id ?? (await client.bots.info({ bot: bot_id })).bot?.app_id
    if (!appId) return err({ code: 'bot-token', line: 'Slack does not say which app SLACK_BOT_TOKEN is of.' })
    return ok({ teamId: team_id, appId, botId: bot_id, botUserId: user_id })
  } catch (error) {
    return err(startError(error, 'bot-token', 'SLACK_BOT_TOKEN'))
  }
}

/** An error of the start, for the setting that is to blame. Holds no token. */
export function startError(error: unknown, code: SlackStartError['code'], setting: string): SlackStartError {
  const word = slackCode(error)
  if (word === 'missing_scope' || word === 'not_allowed_token_type')
    return {
      code: 'scope',
      line: `${setting} lacks a scope (${word}). Create the app from manifest.yml again, or reinstall it.`,
    }
  if (word !== '')
    return {
      code,
      line: `Slack refuses ${setting} (${word}). Copy it again from the settings of the app at api.slack.com/apps.`,
    }
  const reason = error instanceof Error ? error.message : 'unknown'
  return { code: 'unreachable', line: `Slack cannot be reached: ${reason}` }
}
