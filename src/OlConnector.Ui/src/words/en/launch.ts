import type { Words } from '../index'

export const launch: Words['launch'] = {
  title: 'How to launch a mailing',
  note: 'A mailing is put together in the portal\'s CRM Marketing and leaves through a line of this app. Ten minutes the first time.',
  app: 'OlConnector',
  line: 'Through which line',
  noLines: 'No lines yet. An administrator of the portal can connect one.',
  connect: 'Connect a line',
  inList: 'Name in the portal\'s list of senders',
  pace: 'Pause between messages',
  hours: 'Hours of mailings',
  anyTime: 'any time',
  state: 'Now',
  hidden: 'The portal does not offer this line yet: open it and switch the provider on.',
  openLine: 'Open the line',
  steps: 'Steps',
  done: '{n} of {of} done',
  again: 'Clear the ticks',
  tick: 'Done: {step}',
  path: 'Where it is in the portal',
  text: {
    title: 'Write and check the text',
    body: 'Variants in brackets make texts differ, a field with the name speaks to each person. Errors and the price are seen at once.',
    open: 'Open the text check',
    ready: 'Your text',
    prepare: 'Prepare a mailing from it: its rules are known before the first message, and a marker in the text tells which it is.'
  },
  segment: {
    title: 'Make a segment',
    where: 'Marketing › Segments › Create segment',
    body: 'Choose clients by a filter: the portal shows how many there are; save it. '
      + 'Up to {warn} is best. More than {limit} do not leave at once: the rest waits for your decision.',
    old: 'If "Marketing" is not in the menu at the left, look under "More". On older portals the section is called "CRM Marketing".'
  },
  letter: {
    title: 'Create an SMS campaign',
    where: 'Marketing › Campaigns › Create campaign › SMS',
    body: 'SMS, for WhatsApp too: that is how the portal hands over telephone numbers. Choose the segment and see how many recipients it has.'
  },
  sender: {
    title: 'Choose the sender',
    body: 'In the sender\'s field find this entry:',
    copy: 'name of the sender'
  },
  paste: {
    title: 'Paste the text',
    body: 'Copy the text and paste it into the message field. Leave the brackets as they are: the app works them out, differently for each person.',
    none: 'There is no text yet: begin with the first step.',
    broken: 'There is an error in the text: open the text check and mend it.'
  },
  save: {
    title: 'Save and launch',
    body: 'Launch now or set a time. The time you set is when the portal begins to hand messages over, not when people get them.'
  },
  then: {
    title: 'What happens after saving',
    forecast: 'For {n} recipient | For {n} recipients',
    forecastBody: 'If it starts now: the first {first}, the last {last}.',
    cannot: 'Cannot leave now: {why}',
    collect: 'The first 10–15 minutes',
    collectBody: 'The portal hands messages over one by one. The mailing appears under "Mailings", and its number grows. '
      + 'The portal writes "sent" at once although messages still wait: trust the numbers here.',
    guard: 'With more than {limit} recipients',
    guardBody: 'The first {limit} leave, the others wait. You decide: send them in parts, all at once, or remove them.',
    going: 'Then one message after another',
    goingBody: 'A pause of {pause} keeps the number safe. {hours}',
    goingHours: 'Outside of the line\'s hours the mailing waits by itself.',
    refuse: 'Who replies STOP',
    refuseBody: 'gets no more mailings, on any line, from that second.',
    stop: 'If something is wrong',
    stopBody: 'Open the mailing here and press "Pause" or "Stop": '
      + 'what has not left will not leave. CRM Marketing cannot stop what it has handed over.',
    open: 'Open mailings'
  }
}
