import type { Words } from '../index'
import { lineLimits } from './lineLimits'
import { lineSettings } from './lineSettings'
import { lineConnection } from './lineConnection'

export const line: Words['line'] = {
  title: 'Line',
  tab: {
    settings: 'Settings',
    calendar: 'Calendar',
    connection: 'Connection',
    check: 'Check and test',
    access: 'Access',
    history: 'History'
  },
  note: {
    days: 'connected for {n} day | connected for {n} days',
    today: 'connected today',
    never: 'never connected yet'
  },
  deleted: 'The line is deleted: its history is kept, nothing can be sent through it.',
  next: {
    title: 'Next message',
    empty: 'Nothing is waiting',
    frozen: 'Nothing is sent until the line is resumed',
    paused: 'Not while the line is paused',
    person: 'Waiting for a person',
    composing: 'Being composed…',
    off: 'Never',
    sending: 'Being sent…',
    last: 'The last one leaves {when}',
    lastUnknown: 'When the last one leaves is known once the line goes on',
    marketing: 'Mailings',
    direct: 'Direct',
    held: 'Held',
    done: 'Everything that came has been sent.'
  },
  why: {
    interval: 'The last one left at {time}, the pause is {gap}.',
    directFirst: '{n} direct message is ahead and goes first. | {n} direct messages are ahead and go first.',
    hours: 'Hours of mailings: {hours}.',
    since: 'Since {when}.',
    by: 'Who and when: {who}, {when}.',
    connection: 'Connection: {state}.'
  },
  frozen: {
    title: 'The line stopped {when}',
    unpaid: 'It goes on by itself once the portal has paid'
  },
  connection: {
    unknown: 'Not asked yet, or the gateway did not answer',
    connected: 'Connected',
    connecting: 'Connecting',
    needsLogin: 'Login needed',
    blocked: 'The number is blocked',
    suspectedSpam: 'The number is suspected of spam',
    unpaid: 'The account at the gateway is not paid'
  },
  banned: {
    whatsapp: 'What to do: open WhatsApp on the phone with this number and tap “Request a review” (for the official API, appeal in Meta’s business '
      + 'account). Do not write from the number while it is reviewed. To send now, connect another number.',
    sms: 'What to do: ask the operator’s support, or look in your account there, why it was blocked, and have the block lifted. To send now, '
      + 'connect another line.',
    waiting: 'The queue waits here and does not move to another line. Once the number is back, resume the line: what is older than a day stays held '
      + 'until you decide.'
  },
  hours: {
    any: 'at any time',
    every: 'daily',
    range: '{days} {from}–{to}',
    round: '{days} round the clock from {from}',
    zone: '{hours}, {zone}'
  },
  resume: {
    title: 'Resume sending?',
    queue: '{n} message is in the queue. | {n} messages are in the queue.',
    empty: 'The queue is empty: the line simply begins to send again.',
    stale: '{n} is older than a day: it stays held until you decide. | {n} are older than a day: they stay held until you decide.',
    staleMany: 'More than {n} are older than a day: they stay held until you decide.',
    fresh: 'The other {n} leave with a pause of {interval}.',
    freshAll: 'They leave with a pause of {interval}, beginning with the first unsent one.',
    cause: 'What stopped the line: {text}. If the cause is still there, it stops again.',
    act: 'Resume',
    done: 'Sending goes on',
    doneHeld: 'Sending goes on, {n} held'
  },
  clear: {
    act: 'Clear the queue',
    title: 'Remove {n} message from the queue? | Remove {n} messages from the queue?',
    parts: 'Will not be sent: {parts}.',
    queued: '{n} queued',
    accepted: '{n} being composed',
    held: '{n} held',
    inFlight: '{n} is being sent right now and cannot be stopped. | {n} are being sent right now and cannot be stopped.',
    final: 'This cannot be undone.',
    button: 'Remove {n}',
    empty: 'The queue is empty',
    done: '{n} message removed | {n} messages removed'
  },
  rename: {
    title: 'Rename the line',
    name: 'Name',
    text: 'The line has this name among the senders of Bitrix24 too. Saved mailings do not break.',
    done: 'The line is now “{name}”'
  },
  remove: {
    title: 'Delete the line “{name}”?',
    text: 'Bitrix24 stops showing it, and saved mailings that use it will not be sent. History and counts are kept. The line cannot be '
      + 'brought back.',
    unsent: '{n} unsent message will be removed. | {n} unsent messages will be removed.',
    pauseInstead: 'If you need the line later, pause it.',
    act: 'Delete the line',
    done: 'The line “{name}” is deleted'
  },
  check: {
    number: 'Is a number on the network',
    numberNote: 'We ask the gateway. A line has 100 checks a day: too many can get a number blocked. Answers are kept.',
    phone: 'Number',
    ask: 'Check',
    yes: '{number}: has WhatsApp',
    no: '{number}: no WhatsApp',
    unknown: '{number}: the gateway cannot tell now',
    kept: 'This answer is from {when} and used no check.',
    left: '{n} check is left today | {n} checks are left today',
    test: 'Test message',
    testNote: 'Goes ahead of mailings, as a direct message. In the trial it costs one message.',
    text: 'Text',
    textDefault: 'A test of the line: {name}',
    send: 'Send',
    stands: 'The line is not sending now: the message will wait in the queue.',
    open: 'Whole history of the message'
  },
  access: {
    title: 'Who can use this line',
    note: 'Portal administrators have all lines. Others get their role and lines from an administrator.',
    people: 'People',
    tokens: 'API tokens',
    allLines: 'all lines',
    someLines: 'this and {n} more | this and {n} more',
    onlyThis: 'only this',
    none: 'Nobody has opened the app yet.',
    noTokens: 'No token reaches this line.',
    change: 'Change access',
    changeTokens: 'API tokens',
    hidden: 'An administrator of the portal sees the list of people and tokens.',
    you: 'You have this line; your role: {role}.'
  },
  history: {
    title: 'What was done to the line',
    empty: 'Nothing has been done to the line yet.',
    hidden: 'Support and administrators see the history of the line.',
    who: {
      user: 'Employee {id}',
      token: 'API token {id}',
      gateway: 'The gateway',
      system: 'The app',
      operator: 'Support of the app',
      you: 'You'
    },
    action: {
      created: 'Line connected',
      changed: 'Settings changed',
      paused: 'Sending paused',
      resumed: 'Sending resumed',
      cleared: 'Queue cleared',
      deleted: 'Line deleted',
      frozen: 'Line stopped',
      handlerKey: 'New key of the address for Bitrix24',
      hookKey: 'New key of the address for the gateway',
      loginCode: 'Login code asked for',
      start: 'Session at the gateway started',
      stop: 'Session at the gateway stopped',
      restart: 'Session at the gateway restarted',
      logOut: 'Telephone unlinked',
      operatorChange: 'The vendor’s support: reason of a change'
    },
    secret: 'changed',
    gatewayField: 'gateway, {name}',
    cleared: '{n} removed, {inFlight} were being sent'
  },
  ...lineLimits,
  ...lineSettings,
  ...lineConnection
}
