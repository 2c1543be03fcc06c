import type { Words } from '../index'

export const risk: Words['risk'] = {
  ofMailing: 'Risk of the mailing',
  ofLine: 'Risk of the line',
  ofHundred: 'of 100',
  level: { low: 'low', medium: 'medium', high: 'high' },
  none: 'Nothing to worry about is seen.',
  unknown: 'Not known yet',
  lever: {
    pace: 'Change the pause',
    hours: 'Change the hours',
    calendar: 'Open the calendar',
    split: 'Send in waves',
    recipients: 'Choose recipients',
    text: 'Edit the text',
    connection: 'Open the connection'
  },
  noGuarantee: 'Nobody can promise that a number is not blocked, even if everything is kept.',
  banner: 'The risk of a block is high: {score} of 100. Lower it before the messages have left: see below how.',
  ask: {
    title: 'The risk that the number is blocked is high. Send all the same?',
    text: 'This is what it is made of. It is calmer to lower it first.'
  },
  anyway: 'Send all the same',
  knows: 'I know that the risk is high ({score} of 100), and release',
  replies: 'Within 30 days {n} of {of} numbers answered that had at least a day to do so.',
  refused: 'Within 30 days the network refused {n} of {of} messages: no such number, or it blocked you.'
}
