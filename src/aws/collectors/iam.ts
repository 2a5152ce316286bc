import { authorizationDetails } from '../authorization-details.ts'
import { defineCollector } from '../collector.ts'

const actions = ['iam:GetAccountAuthorizationDetails']

/** Four kinds out of one bulk call. */
export const iamUsers = defineCollector({
  kind: 'iamUsers',
  actions,
  regional: false,
  collect: async (reading) => (await authorizationDetails(reading)).users(reading),
})

export const iamRoles = defineCollector({
  kind: 'iamRoles',
  actions,
  regional: false,
  collect: async (reading) => (await authorizationDetails(reading)).roles(reading),
})

export const iamGroups = defineCollector({
  kind: 'iamGroups',
  actions,
  regional: false,
  collect: async (reading) => (await authorizationDetails(reading)).groups(reading),
})

export const iamPolicies = defineCollector({
  kind: 'iamPolicies',
  actions,
  regional: false,
  collect: async (reading) => (await authorizationDetails(reading)).policies(reading),
})
