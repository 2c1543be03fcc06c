import type { Words } from '../index'

export const demo: Words['demo'] = {
  title: 'Trial',
  note: 'Trial messages: {n} for the whole portal. Mailings, tests and single messages from the app use them. Cards and robots do not.',
  notePaid: 'The app is paid for, and the limits of the trial do not hold any more.',
  open: 'What used the trial messages',
  left: 'Left',
  leftOf: '{left} of {n}',
  used: 'Used',
  units: 'What used them',
  none: 'None yet',
  noneText: 'Every message that uses one of the trial is shown here: when, by which line and for which mailing.',
  unlisted: '{n} more message cannot be shown here: it went out by another line, or its data has been deleted. | {n} more messages cannot be '
    + 'shown here: they went out by other lines, or their data has been deleted.',
  kind: { mailing: 'Mailing', test: 'Test of a line', quick: 'Single message' },
  line: 'line “{name}”',
  message: 'Message',
  refused: {
    title: 'Not sent because of the trial',
    later: 'These messages can be sent as soon as the app is paid for, with one button for each mailing.',
    now: 'The app is paid for. The messages go out as a new mailing on the same line.',
    count: '{n} message | {n} messages',
    act: 'Send {n}',
    ask: 'Send the {n} message that the trial held back? | Send the {n} messages that the trial held back?',
    text: 'Mailing “{name}”. Nobody gets the letter twice: whoever has got it or opted out is left out. Stop list, segment size, hours and '
      + 'pause hold.',
    banner: 'The app is paid for: {n} message that the trial held back can be sent. | The app is paid for: {n} messages that the trial held '
      + 'back can be sent.',
    bannerDemo: 'The trial held back {n} message of this mailing. It can be sent after payment. | The trial held back {n} messages of this '
      + 'mailing. They can be sent after payment.',
    choose: 'Choose mailings'
  },
  room: {
    none: 'No trial messages are left: a mailing or a test would not leave. Pay for the app in the Market.',
    some: 'The trial lets out only {left} of {wanted}. Choose at most that many, or pay for the app in the Market.',
    left: 'Trial: {left} of {n} messages are left.'
  }
}
