import type { Sighting } from '../../posture/inventory/resource.ts'
import { findSecrets } from '../../posture/secrets/secrets.ts'
import { findSuspicious } from '../../posture/secrets/suspicious-script.ts'

/** What was recognised in scripts; the scripts themselves are forgotten. */
export interface ScriptSightings {
  readonly secrets: readonly Sighting[]
  readonly suspicious: readonly Sighting[]
}

/** Reads base64-encoded scripts by name, e.g. `{ OnStart: '…' }`. Places are `OnStart line 12`. */
export function readScripts(
  scripts: ReadonlyArray<{ readonly place: string; readonly content: string | undefined }>,
): ScriptSightings {
  const decoded = scripts.map(({ place, content }) => ({
    place,
    text: Buffer.from(content ?? '', 'base64').toString('utf8'),
  }))
  return {
    // The line break makes even a script of one line speak of its line.
    secrets: decoded.flatMap(({ place, text }) => findSecrets(place, `${text}\n`)),
    suspicious: decoded.flatMap(({ place, text }) =>
      findSuspicious(text).map((sighting) => ({ ...sighting, place: `${place} ${sighting.place}` })),
    ),
  }
}
