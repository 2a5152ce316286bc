import { nearest } from '../src/base/nearest.ts'
import { err, ok } from '../src/base/result.ts'
import { inlineCode } from '../src/slack/blocks/escape.ts'
import { defineCommand } from '../src/slack/command.ts'
import { approve, code, confirm, denial, deny, typeCode } from '../src/slack/grants/deciding.ts'
import { endNow, imDone, withdraw } from '../src/slack/grants/ending.ts'
import { moreTime, moreTimeAsked, review, reviewed } from '../src/slack/grants/more.ts'
import { showList, turnList, viewHistory, viewPolicy } from '../src/slack/grants/showing.ts'
import { LISTS, type ListPage } from '../src/slack/grants/values.ts'
import { commandButton, note } from '../src/slack/views/trouble.ts'

/** `/sagemaker grants [mine|active|all]`: temporary access that is open, waits or was, and the buttons of its messages. */
export const grants = defineCommand<ListPage>({
  name: 'grants',
  usage: '[mine|active|all]',
  summary:
    'Temporary access that is open, waits or was. Approvers and on-call see everybody’s, others their own.',
  examples: ['/sagemaker grants active'],
  parse: ([word = 'mine']) => {
    const sought = word.toLowerCase()
    const list = LISTS.find((each) => each === sought)
    if (list) return ok({ list, page: 0 })
    const near = nearest(sought, LISTS)
    const suggested = near.length > 0 ? near : LISTS
    return err(
      note(
        `There is no list ${inlineCode(word, 40)}.`,
        ...suggested.map((each) => commandButton(`grants ${each}`, `grants ${each}`)),
      ),
    )
  },
  run: showList,
  actions: [
    approve,
    confirm,
    typeCode,
    deny,
    endNow,
    imDone,
    withdraw,
    moreTime,
    review,
    viewPolicy,
    viewHistory,
    turnList,
  ],
  forms: [code, denial, moreTimeAsked, reviewed],
})
