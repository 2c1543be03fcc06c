import type { Words } from '../index'

export const prepare: Words['prepare'] = {
  title: 'Prepare a mailing',
  note: 'Write the text and set the rules beforehand. Then paste the text into a letter of CRM Marketing: its first message begins the mailing.',
  open: 'Prepare a mailing',
  act: 'Prepare',
  letter: 'Letter',
  mailing: 'Mailing',
  check: 'Check it in detail',
  nameHelp: 'Left empty: date, line and the beginning of the text',
  noLine: 'A line is needed first',
  noText: 'Write the text of the letter',
  waves: 'Send the others in waves',
  wavesHelp: 'Held messages leave by themselves, part by part. The first wave begins one pause later',
  hours: 'Its own hours',
  hoursHelp: 'Within those of the line. Outside them it waits and others pass',
  pace: 'Pause between messages, s',
  paceHelp: 'Left empty: as the line. A mailing never writes faster than its line',
  perMinute: 'Messages a minute at most',
  perMinuteHelp: 'Left empty: no such bound',
  end: {
    label: 'There is an end',
    help: 'What has not left by then does not leave at all'
  },
  settings: 'Settings of the mailing',
  settingsNote: 'They count from the next message on. What has left or is held stays as it is.',
  paste: {
    title: 'Paste this text into the letter',
    note: 'All of it, with the marker at the end',
    marker: 'By the marker {marker} the app knows the mailing. Clients do not see it.'
  },
  next: {
    title: 'What comes next',
    letter: 'Create an SMS campaign in CRM Marketing and paste the text.',
    how: 'Step by step',
    sender: 'Choose the sender:',
    live: 'The first message begins the mailing, and this page shows how it goes.',
    again: 'The same letter sent once more later becomes another run of it, by the same rules.'
  },
  obeys: 'The rules it will follow',
  said: {
    limit: 'At once {n} leave; of the others: {what} ({from})',
    collect: 'Is collected whole first: until 10 minutes of silence nothing leaves',
    waves: 'What is held leaves in waves of {n}, {gap} apart',
    hours: 'Hours: {hours}',
    lineHours: 'Hours: those of the line',
    pace: 'Pause between messages: {span}',
    perMinute: 'Messages a minute at most: {n}',
    spread: 'Spread evenly until {at}',
    start: 'Begins no earlier than {at}',
    end: 'Valid until {at}'
  },
  withdraw: 'Withdraw',
  withdrawn: 'The mailing is withdrawn. Its text with the marker would leave as an ordinary letter',
  run: 'another run',
  ready: 'The text of the mailing “{name}” is ready:'
}
