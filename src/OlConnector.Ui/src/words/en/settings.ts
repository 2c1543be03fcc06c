import type { Words } from '../index'

export const settings: Words['settings'] = {
  title: 'Settings',
  parts: {
    title: 'In the portal',
    robot: 'Robot',
    cardTabs: 'Tab on cards',
    state: { installed: 'is there', waiting: 'waits for a line', scopeMissing: 'no access', refused: 'the portal refused it' }
  },
  section: {
    portal: 'Portal',
    users: 'People and roles',
    tokens: 'API tokens',
    webhooks: 'Webhooks',
    stopList: 'Stop list',
    audit: 'Audit',
    developers: 'For developers'
  },
  place: {
    title: 'Time and numbers',
    note: 'Hours of mailings, dates without a zone and numbers without a country code are read by these.',
    zone: 'Time zone',
    country: 'Country of numbers',
    countryNone: 'International numbers only',
    countryHelp: 'By it numbers such as 8 999 000-00-01 are understood',
    language: 'Language of notices',
    ru: 'Russian',
    en: 'English',
    anyNumber: 'Take any 8–15 digits for a number',
    anyNumberHelp: 'Otherwise numbers are checked against the country\'s numbering plan, and typing errors are not sent'
  },
  texts: {
    title: 'Texts',
    note: 'What to do when a text cannot be sent as it is.',
    missing: 'When a client has no value for a field',
    hold: 'Wait for a person',
    holdText: 'the message is seen in its mailing and can be sent or discarded',
    skip: 'Do not send to this client',
    skipText: 'the others get it',
    blank: 'Send it with an empty place',
    blankText: '"Hello, !"',
    literal: 'Send texts with broken braces as they are',
    literalHelp: 'Otherwise such a message waits for a person: no client sees braces'
  },
  words: {
    title: 'Opt-out words',
    note: 'A client who answers with one of them gets no more mailings from any line. The word "start" takes it back.',
    label: 'Words, one on a line',
    fixed: 'стоп, stop and unsubscribe always stay.',
    count: '{n} word | {n} words',
    usual: 'Back to the usual list'
  },
  sparing: {
    title: 'How often one number gets mailings',
    note: 'Who is written to too often complains, and complaints cost the line its good name.',
    dedupe: 'The same only once',
    dedupeHelp: 'One number is reached once by a mailing, and by the same text once a day',
    cap: 'Limit mailings to one number',
    capHelp: 'What is above the limit is not sent. Single messages from CRM do not count',
    messages: 'Messages at most',
    days: 'Within days'
  },
  risk: {
    title: 'Risk',
    note: 'The risk is weighed by pause, hours, the number’s age, answers of clients, the size of the mailing and its text.',
    policy: 'A mailing from CRM-Marketing of high risk',
    warn: 'Goes on with a warning',
    warnText: 'the risk and its reasons stand on the page of the mailing',
    hold: 'Waits for a person',
    holdText: 'its messages are held until somebody confirms the risk or lowers it',
    hosts: 'Hosts of shortened links, one on a line',
    hostsHelp: 'A name without https and path, such as bit.ly. A link to one of them adds to the risk.',
    count: '{n} host | {n} hosts'
  },
  newcomers: {
    title: 'Newcomers',
    note: 'What employees may do when they open the app for the first time. Portal administrators are always administrators here.',
    viewer: 'Viewing',
    viewerText: 'sees counts and states, numbers are hidden',
    none: 'Nothing, until a role is given',
    noneText: 'is asked to turn to an administrator'
  },
  changed: 'There are unsaved changes',
  saved: 'The settings are saved',
  conflict: 'Somebody else has changed the settings meanwhile. Reload them and make your change again.',
  reload: 'Reload',
  erase: {
    title: 'Erase the data of one number',
    note: 'Number, texts and links to cards leave the history. Counts still add up, and an opt-out stays in force.',
    phone: 'Number in international form',
    act: 'Erase',
    ask: 'Erase the data of {phone}?',
    askText: 'Messages that wait to be sent to this number are cleared. The data cannot be brought back.',
    done: 'Erased: {n} message | Erased: {n} messages',
    ended: 'Cleared from the queue: {n}.',
    inFlight: '{n} being sent right now: repeat it in a minute.',
    suppressed: 'The number stays on the stop list.'
  }
}
