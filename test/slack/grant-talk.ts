import type { PersonKey } from '../../src/grants/terms.ts'
import type { Command } from '../../src/slack/command.ts'
import type { Filled } from '../../src/slack/forms/form.ts'
import type { Conversation } from '../../src/slack/sending/conversation.ts'
import type { FakeAccess } from '../support/access.ts'
import { aCheck } from '../support/report.ts'
import { fakeTalk, told } from './talk.ts'

/** Somebody who types, presses and submits over a fake access; everything that they are told. */
export function somebody(fake: FakeAccess, person: PersonKey, over: Partial<Conversation> = {}) {
  const [teamId = '', userId = ''] = person.split('/')
  const asker = { teamId, userId, channelId: 'C1', isDirect: false }
  const made = fakeTalk([aCheck()], { asker, now: () => fake.world.now, ...over })
  const talk: Conversation = { ...made.talk, services: { ...made.talk.services, access: fake } }
  return {
    ...made,
    talk,
    said: () => told(made.whispers),
    saw: () => told(made.filled),
    type: (command: Command, ...words: readonly string[]) => command.answer(words, talk),
    /** What opened at once; undefined: nothing. */
    press: async (command: Command, action: string, value: string) => {
      const press = command.actions.find(({ id }) => id === action)?.press(value, talk.services)
      if (!press) throw new Error(`${action} ${value} means nothing`)
      await press.run?.(talk)
      return press.opens
    },
    submit: async (command: Command, id: string, about: string, filled: Filled) => {
      const submission = command.forms
        .find((form) => form.id === id)
        ?.submit({ about, filled }, talk.services)
      if (!submission) throw new Error(`there is no form ${id}`)
      if (submission.ok) await submission.run?.(talk)
      return submission
    },
  }
}
