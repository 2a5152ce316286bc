/** The parts of dynalite 4 that are used; it comes without types. Source: its README, "API". */
declare module 'dynalite' {
  import type { Server } from 'node:http'

  interface DynaliteOptions {
    /** Folder of the LevelDB store; in memory without one. */
    readonly path?: string
    /** Milliseconds that a table stays in CREATING. */
    readonly createTableMs?: number
    /** Milliseconds that a table stays in DELETING. */
    readonly deleteTableMs?: number
  }

  function dynalite(options?: DynaliteOptions): Server
  export = dynalite
}
