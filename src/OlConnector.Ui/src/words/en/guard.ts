import type { Words } from '../index'

export const guard: Words['guard'] = {
  title: 'Size of mailings',
  notePortal: 'Large mailings get numbers blocked more often. These rules hold where a line or a mailing says nothing else.',
  noteLine: 'Large mailings get numbers blocked more often. These rules hold where a mailing says nothing else.',
  warn: 'Warn above so many numbers',
  limit: 'How many numbers leave at once',
  usual: 'Left empty: {n}, as {from}',
  above: 'What becomes of the others',
  policy: {
    usual: 'As {from}',
    holdExcess: 'They wait for a decision',
    holdAll: 'The whole mailing waits',
    warn: 'They leave, with a warning',
    rejectExcess: 'They are not sent'
  },
  like: { app: 'in the app', portal: 'on the portal', line: 'on the line', mailing: 'in the mailing itself' },
  of: { app: 'the app’s rule', portal: 'the portal’s rule', line: 'the line’s rule', mailing: 'the mailing’s own rule' },
  collect: 'Collect the whole mailing first',
  collectHelp: 'Nothing leaves while Bitrix24 hands the letter over: up to 10 minutes of silence. Then the guard decides about all at once',
  collects: { usual: 'As {from}: {what}', yes: 'Yes', no: 'No', on: 'yes', off: 'no' },
  inForce: 'Size',
  says: 'Up to {n} at once; of the others: {what}',
  number: 'Tell this number when it has ended',
  numberHelp: 'One message by the mailing’s line, unless the number is on the stop list',
  users: 'Who else hears of it in Bitrix24',
  usersHelp: 'Of a warning, of a hold and of the end. The author hears of them anyway',
  nobody: 'Nobody'
}
