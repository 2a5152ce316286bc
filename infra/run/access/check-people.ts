import type { Problem } from './problems.ts'
import { shown, suggestion } from './problems.ts'
import type { AccessFile } from './schema.ts'
import { keyIn, principalsOf } from './settings.ts'

/** What is wrong with the people and groups of a file. */
export function peopleProblems(file: AccessFile): readonly Problem[] {
  return [
    ...listedProblems(file),
    ...principalProblems(file),
    ...groupProblems(file),
    ...linkingProblems(file),
  ]
}

function listedProblems(file: AccessFile): readonly Problem[] {
  const seen = new Set<string>()
  return file.people.flatMap(({ slack, aws = {}, identityCenter }, index): readonly Problem[] => {
    const key = keyIn(file, slack)
    const twice = seen.has(key)
    seen.add(key)
    const both = Object.keys(identityCenter?.roles ?? {}).filter((account) => Object.hasOwn(aws, account))
    return [
      ...(twice ? [{ path: ['people', index, 'slack'], words: 'this person is listed twice' }] : []),
      ...(key.startsWith(`${file.team}/`)
        ? []
        : [{ path: ['people', index, 'slack'], words: 'is of another team, which can never take part' }]),
      ...both.map((account) => ({
        path: ['people', index, 'identityCenter', 'roles', account],
        words: 'there is an IAM user for this account too; keep one of them',
      })),
    ]
  })
}

/** One human with two Slack accounts could approve their own request. */
function principalProblems(file: AccessFile): readonly Problem[] {
  const owners = new Map<string, string>()
  return file.people.flatMap((person, index) =>
    Object.entries(principalsOf(person)).flatMap(([account, principal]): readonly Problem[] => {
      const user = principal.kind === 'iam-user'
      const path = ['people', index, ...(user ? ['aws'] : ['identityCenter', 'roles']), account]
      const elsewhere = principal.arn.split(':')[4] !== account
      // IAM knows no two users whose names differ in case alone.
      const same = user ? principal.arn.toLowerCase() : `${principal.userId} ${account}`
      const owner = owners.get(same)
      owners.set(same, person.slack)
      return [
        ...(elsewhere ? [{ path, words: 'its ARN is of another account' }] : []),
        ...(owner !== undefined && owner !== person.slack
          ? [{ path, words: `${owner} is the same somebody in AWS` }]
          : []),
      ]
    }),
  )
}

/** A list of permission sets that lets nobody do anything would look like a restriction that is in force. */
function linkingProblems({ identityCenter }: AccessFile): readonly Problem[] {
  const { permissionSets, linkPeople } = identityCenter ?? {}
  if (!permissionSets) return []
  const path = ['identityCenter', 'permissionSets']
  const twice = permissionSets.flatMap((name, index) =>
    permissionSets.indexOf(name) < index
      ? [{ path: [...path, index], words: 'this permission set is named twice' }]
      : [],
  )
  return linkPeople === true
    ? twice
    : [...twice, { path, words: 'says who may link themselves, and linkPeople lets nobody; leave one out' }]
}

function groupProblems(file: AccessFile): readonly Problem[] {
  const known = new Set(file.people.map(({ slack }) => keyIn(file, slack)))
  return Object.entries(file.groups).flatMap(([id, { people, userGroup }]): readonly Problem[] => {
    const path = ['groups', id]
    if ((people === undefined) === (userGroup === undefined)) {
      return [{ path, words: 'must have people or a userGroup, and not both' }]
    }
    const keys = (people ?? []).map((person) => keyIn(file, person))
    return keys.flatMap((key, index): readonly Problem[] => {
      const at = [...path, 'people', index]
      if (keys.indexOf(key) < index) return [{ path: at, words: 'this person is in it twice' }]
      if (known.has(key)) return []
      const near = suggestion(key, known)
      return [{ path: at, words: `${shown(key)} is not among the people${near}` }]
    })
  })
}
