import { expect, it } from 'vitest'
import { ownerOf } from '../../src/digest/owners.ts'

it.each([
  [{ Owner: 'ana@acme.example', team: 'ml' }, 'ana@acme.example'],
  [{ TEAM: 'ml-platform', purpose: 'churn' }, 'ml-platform'],
  [{ owner: '  ', team: 'ml' }, 'ml'],
  [{ 'cost-centre': '42' }, undefined],
  [{}, undefined],
])('tags %j name %s as the owner', (tags, owner) => {
  expect(ownerOf(tags)).toBe(owner)
})
