import { describe, expect, it } from 'vitest'
import { checkView as checkWorkspaceView } from '../../../infra/local/slack/validator/payload.ts'
import { HOUR_S } from '../../../src/base/time.ts'
import type { AuditRecord } from '../../../src/posture/audit-record.ts'
import { checkView } from '../../../src/slack/blocks/check-limits.ts'
import { type HomeFacts, homeTab } from '../../../src/slack/views/home.ts'
import { aFactor } from '../../support/access.ts'
import { active, anAskStep, aRequest, aTerms, T0 } from '../../support/grants.ts'
import { aCheck } from '../../support/report.ts'
import { aScene } from '../../support/scenes.ts'
import { aWaiver } from '../../support/waivers.ts'
import { hostileName } from '../sample.ts'

function aRecord(fields: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: 'audit-1',
    account: '111122223333',
    regions: ['eu-west-1'],
    scope: [],
    finishedAt: T0,
    score: 72,
    unknownShare: 0.02,
    failing: { critical: 1, high: 2, medium: 0, low: 0, informational: 0 },
    waived: 0,
    ...fields,
  }
}

function someFacts(fields: Partial<HomeFacts> = {}): HomeFacts {
  return {
    commands: [{ name: 'audit', usage: '[scope…]', summary: 'Audits.', examples: [] }],
    checks: 133,
    audits: [],
    waivers: [],
    access: { decisions: [], own: [], factors: [] },
    now: T0 + 10,
    ...fields,
  }
}

const drawn = (fields: Partial<HomeFacts> = {}) => JSON.stringify(homeTab(someFacts(fields)))

describe('the Home tab', () => {
  it('begins with what to do where nothing was audited, and says what there is not', () => {
    const words = drawn()
    expect(words).toContain('*133 checks*')
    expect(words).toContain('Nobody has audited everything yet')
    expect(words).toContain('*Waits for your decision*')
    expect(words).toContain('You have none, and none is on its way')
    expect(words).toContain('Approving, and some requests of your own, want one')
    expect(words).not.toContain('Recent audits')
  })

  it.each([
    [[80, 75, 72], '72 → 75 → 80 · up 8 since'],
    [[60, 75], '75 → 60 · down 15 since'],
    [[60, 75, 60], '60 → 75 → 60 · the same as'],
    [[60], 'there is no trend yet'],
  ])('says the score and its trend: %j', (scores, words) => {
    const audits = scores.map((score, i) => aRecord({ score, finishedAt: T0 - i * HOUR_S }))
    expect(drawn({ audits })).toContain(`*Score ${scores[0]}* of 100, with 2% unknown · 1 critical, 2 high`)
    expect(drawn({ audits })).toContain(words)
  })

  it('takes the score from audits of everything alone, and lists the others', () => {
    const audits = [
      aRecord({ id: 'small', scope: ['notebooks'], score: 10 }),
      aRecord({ id: 'whole', score: 70, waived: 3 }),
    ]
    const words = drawn({ audits })
    expect(words).toContain('*Score 70*')
    expect(words).toContain('3 waived')
    expect(words).toContain('`notebooks`')
    expect(words).toContain('small.0')
  })

  it('has the buttons to decide, to be done, and to agree', () => {
    const waiver = aWaiver({ from: null, approvedBy: null })
    const words = drawn({
      waivers: [{ waiver, check: aCheck(), now: T0 }],
      access: {
        decisions: [{ scene: aScene(aRequest()), groups: ['leads'] }],
        own: [aScene(active())],
        factors: [aFactor({ label: 'Laptop' })],
      },
    })
    for (const action of ['grant:approve', 'grant:deny', 'grant:done', 'waiver:approve', 'run:command'])
      expect(words).toContain(`"action_id":"${action}`)
    expect(words).toContain('ends <!date^')
    expect(words).toContain('`Laptop`')
  })

  it('leaves access out where there is no access policy', () => {
    const words = drawn({ access: 'none' })
    expect(words).not.toContain('*Your access*')
    expect(words).not.toContain('second factors')
    expect(words).toContain('*Waits for your decision*')
  })

  it('says what could not be read, and shows the rest', () => {
    const words = drawn({
      audits: undefined,
      waivers: undefined,
      access: { decisions: undefined, own: undefined, factors: undefined },
    })
    expect(words.match(/This could not be read just now/g)).toHaveLength(4)
    expect(words).toContain('/sagemaker audit')
  })

  it('fits Slack with the most and the worst of everything', () => {
    const arn = `arn:aws:sagemaker:eu-west-1:111122223333:endpoint/${hostileName}`
    const grant = aRequest(
      anAskStep({ terms: aTerms({ reason: hostileName, resources: Array(40).fill(arn) }) }),
    )
    const waiver = aWaiver({
      from: null,
      approvedBy: null,
      reason: hostileName.repeat(3),
      scope: { resource: arn },
    })
    const view = homeTab(
      someFacts({
        commands: Array.from({ length: 15 }, (_, i) => ({
          name: `verb${i}`,
          usage: '[a|b] [scope…]',
          summary: 'w'.repeat(200),
          examples: [],
        })),
        audits: Array.from({ length: 60 }, (_, i) =>
          aRecord({ scope: i % 2 ? [] : [hostileName.repeat(8)] }),
        ),
        waivers: Array(50).fill({ waiver, check: aCheck({ title: hostileName }), now: T0 }),
        access: {
          decisions: Array(50).fill({ scene: aScene(grant), groups: [hostileName] }),
          own: Array(50).fill(aScene(grant)),
          factors: Array(50).fill(aFactor({ label: hostileName })),
        },
      }),
    )
    expect(view.blocks.length).toBeLessThanOrEqual(100)
    expect(checkView(view)).toEqual([])
    expect(checkWorkspaceView(view, view.type)).toEqual([])
    expect(JSON.stringify(view)).not.toMatch(/"mrkdwn","text":"[^"]*<(?:!channel|@U0ANARUIZ1)|\u202e/)
  })
})
