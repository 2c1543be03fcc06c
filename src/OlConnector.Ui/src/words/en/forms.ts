import type { Words } from '../index'

export const forms: Words['forms'] = {
  required: 'Fill in this field',
  notNumber: 'A number is needed here',
  notUrl: 'An address that begins with https:// is needed here',
  atLeast: 'At least {n}',
  atMost: 'At most {n}',
  range: 'from {from} to {to}',
  secretSet: 'Set',
  secretSetOn: 'Set on {date}',
  secretReplace: 'Replace',
  secretKeep: 'Keep the old one',
  optional: 'optional',
  seconds: 's',
  days: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  daysLabel: 'Days',
  from: 'From',
  to: 'To',
  zone: 'Time zone',
  anyTime: 'At any time'
}
