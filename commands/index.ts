import type { Command } from '../src/slack/command.ts'
import { audit } from './audit.ts'
import { explain } from './explain.ts'
import { help } from './help.ts'

/** Every verb of the slash command, in order. */
export const COMMANDS: readonly Command[] = [audit, explain, help]
