import type { DirectoryUser, Estate } from '../estates/estate.ts'

const DATA_SCIENCE = 'AWSReservedSSO_DataScience_0a1b2c3d4e5f6071'

const user = (userName: string, displayName: string, number: number, over: Partial<DirectoryUser> = {}) => ({
  userId: `9a67f1c2d3-${String(number).padStart(8, '0')}-4b1c-4f7e-9d20-5a6b7c8d9e0f`,
  userName,
  displayName,
  roles: [DATA_SCIENCE],
  ...over,
})

/** People of Acme who sign in through IAM Identity Center. Who left is switched off. */
export const identityStore = (): NonNullable<Estate['identityStore']> => ({
  id: 'd-1234567890',
  users: [
    user('nina.kowalski', 'Nina Kowalski', 1),
    user('ole.hansen', 'Ole Hansen', 2),
    user('olga.berg', 'Olga Berg', 3, { disabled: true }),
  ],
})
