import { nearest } from '../src/base/nearest.ts'
import { err, ok } from '../src/base/result.ts'
import { inlineCode } from '../src/slack/blocks/escape.ts'
import { defineCommand } from '../src/slack/command.ts'
import { commandButton, note } from '../src/slack/views/trouble.ts'
import { acceptRisk, riskAccepted } from '../src/slack/waivers/asking.ts'
import {
  approveWaiver,
  endWaiver,
  refuseWaiver,
  showWaivers,
  turnWaivers,
} from '../src/slack/waivers/deciding.ts'
import { WAIVER_LISTS, type WaiverPage } from '../src/slack/waivers/values.ts'

/** `/sagemaker waivers [soon|ended]`: accepted risks, with their ends, people and reasons, and the buttons about them. */
export const waivers = defineCommand<WaiverPage>({
  name: 'waivers',
  usage: '[soon|ended]',
  summary:
    'Accepted risks: until when, by whom and why. `soon`: those that end next. `ended`: those that are over.',
  examples: ['/sagemaker waivers soon'],
  parse: ([word = 'open']) => {
    const sought = word.toLowerCase()
    const list = WAIVER_LISTS.find((each) => each === sought)
    if (list) return ok({ list, page: 0 })
    const near = nearest(sought, WAIVER_LISTS)
    const suggested = near.length > 0 ? near : WAIVER_LISTS
    return err(
      note(
        `There is no list ${inlineCode(word, 40)}.`,
        ...suggested.map((each) => commandButton(`waivers ${each}`, `waivers ${each}`)),
      ),
    )
  },
  run: showWaivers,
  actions: [acceptRisk, approveWaiver, refuseWaiver, endWaiver, turnWaivers],
  forms: [riskAccepted],
})
