import { DIRECTORY_ACTIONS } from './activity/directory.ts'
import { READ_LOG_ACTIONS } from './activity/read-log.ts'
import { RIGHTSIZE_ACTIONS } from './rightsize/role-sight.ts'

/** What it takes to read the access log and to make smaller policies. As something that declares its actions, for `readOnlyPolicy`. */
export const LOG_READS: { readonly actions: readonly string[] } = {
  actions: [...READ_LOG_ACTIONS, ...DIRECTORY_ACTIONS, ...RIGHTSIZE_ACTIONS],
}
