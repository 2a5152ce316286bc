import type { Command } from '../src/slack/command.ts'
import { activity } from './activity.ts'
import { alerts } from './alerts.ts'
import { audit } from './audit.ts'
import { digest } from './digest.ts'
import { explain } from './explain.ts'
import { grants } from './grants.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { mfa } from './mfa.ts'
import { request } from './request.ts'
import { revoke } from './revoke.ts'
import { rightsize } from './rightsize.ts'
import { waivers } from './waivers.ts'

/** Every verb of the slash command, in order. */
export const COMMANDS: readonly Command[] = [
  activity,
  alerts,
  audit,
  digest,
  explain,
  grants,
  help,
  history,
  mfa,
  request,
  revoke,
  rightsize,
  waivers,
]
