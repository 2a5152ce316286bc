import { flag, isObject, type JsonObject, list, object, objects, text } from './json.ts'

/** A slash command that the app declares. */
export interface SlashCommand {
  readonly command: string
  readonly description: string
  readonly usageHint: string
  readonly shouldEscape: boolean
}

/** A shortcut that the app puts into the menu of every message. */
export interface MessageShortcut {
  readonly name: string
  readonly callbackId: string
}

/** What the workspace needs from an app manifest. */
export interface AppManifest {
  readonly name: string | undefined
  readonly commands: readonly SlashCommand[]
  readonly shortcuts: readonly MessageShortcut[]
  /** undefined: no manifest, everything is allowed. */
  readonly scopes: readonly string[] | undefined
  readonly events: readonly string[] | undefined
}

const strings = (value: unknown): readonly string[] => list(value).filter((each) => typeof each === 'string')

const commandOf = (raw: JsonObject): SlashCommand => ({
  command: text(raw.command) ?? '',
  description: text(raw.description) ?? '',
  usageHint: text(raw.usage_hint) ?? '',
  shouldEscape: flag(raw.should_escape),
})

const shortcutOf = (raw: JsonObject): readonly MessageShortcut[] => {
  const [name, callbackId] = [text(raw.name), text(raw.callback_id)]
  if (raw.type !== 'message' || name === undefined || callbackId === undefined) return []
  return [{ name, callbackId }]
}

/** Reads a Slack app manifest that was parsed from YAML or JSON. */
export const readManifest = (manifest: unknown): AppManifest => {
  if (!isObject(manifest))
    return { name: undefined, commands: [], shortcuts: [], scopes: undefined, events: undefined }
  const features = object(manifest.features)
  const oauth = object(object(manifest.oauth_config).scopes)
  const subscriptions = object(object(manifest.settings).event_subscriptions)
  return {
    name: text(object(features.bot_user).display_name) ?? text(object(manifest.display_information).name),
    commands: objects(features.slash_commands).map(commandOf),
    shortcuts: objects(features.shortcuts).flatMap(shortcutOf),
    scopes: [...strings(oauth.bot), ...strings(oauth.bot_optional)],
    events: strings(subscriptions.bot_events),
  }
}
