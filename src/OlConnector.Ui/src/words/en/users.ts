import type { Words } from '../index'

/** People of the portal and what they may do. */
export const users: Words['users'] = {
  title: 'People and roles',
  note: 'Here are those who have opened the app once. To give a role to somebody new, ask them to open OlConnector.',
  search: 'Name',
  empty: 'People who have opened the app will be here',
  nobody: 'Nobody has that name',
  name: 'Who',
  role: 'Role',
  lines: 'Lines',
  allLines: 'All lines',
  lineCount: '{n} line | {n} lines',
  you: 'this is you',
  portalAdmin: 'portal administrator',
  portalAdminText: 'Administrators of the portal may do everything here, as long as the portal calls them so.',
  change: 'Change: {name}',
  access: 'Access: {name}',
  onlySome: 'Some lines only',
  noneChosen: 'Choose at least one line',
  tooMuch: 'You cannot give more than you have yourself.',
  ownRole: 'Another administrator changes your own role',
  saved: '{name}: {role}',
  sessionEnds: 'It takes effect at once: an open page of this person renews its sign-in by itself.',
  may: {
    none: 'Sees nothing until an administrator gives a role.',
    viewer: 'Sees counts, states and reasons. Numbers and texts are hidden.',
    marketer: 'Sees numbers and texts, runs mailings, decides about held messages, sends tests.',
    support: 'Also pauses lines, changes pace and hours, settles unknown outcomes.',
    admin: 'Also connects lines, enters keys, gives roles, reads the audit.'
  }
}
