import type { Words } from '../index'
import { campaignMerging } from './campaignMerging'

export const campaigns: Words['campaigns'] = {
  title: 'Mailings',
  empty: 'Your mailings will appear here',
  untitled: 'Mailing {at}',
  emptyText: 'Begin a mailing from a file, prepare one beforehand, or send a letter from CRM-Marketing: it appears by itself.',
  emptyAction: 'How to launch a mailing',
  emptyLine: 'No mailings on this line yet',
  allLines: 'All lines',
  line: 'Line',
  unknownLine: 'Line not available',
  from: { marketing: 'from CRM-Marketing', file: 'from files', api: 'by API', prepared: 'prepared in the app' },
  own: {
    open: 'New mailing',
    draft: 'The mailing is still being put together',
    draftText: 'Recipients so far: {n}. Nothing leaves before you start the mailing.',
    goOn: 'Go on'
  },
  authorNumber: 'employee no. {id}',
  sentOf: '{sent} of {total}',
  endsAbout: 'Ends about',
  endsUnknown: 'Not known yet',
  endedAt: 'Last one sent',
  heldCount: '{n} waits for a decision | {n} wait for a decision',
  decide: 'Decide',
  pause: 'Pause',
  resume: 'Go on',
  stop: 'Stop',
  pausedDone: 'The mailing is paused. Waiting: {n}',
  resumedDone: 'The mailing goes on. Queued: {n}',
  restart: 'Send again',
  more: 'More actions',
  clear: 'Remove the unsent',
  change: 'Name and order',
  bar: 'States of the messages',
  risk: {
    title: 'Risk',
    why: '{score} of 100. {first}'
  },
  stands: {
    word: 'Standing still',
    why: '{line}: {word}. {why}',
    open: 'Open the line'
  },
  guard: {
    waiting: '{n} message waits for your decision. | {n} messages wait for your decision.',
    waitingOthers: '{n} message waits for a marketer to decide. | {n} messages wait for a marketer to decide.',
    fields: 'No value for {fields}. | No value for one of {fields}.',
    segment: 'The mailing has {size} numbers, {limit} is safe: large mailings get numbers blocked more often. The first {limit} leave as usual.',
    later: 'Without a decision they are removed: the first of them {at}.',
    some: 'Send some',
    all: 'Send all {n}',
    split: 'Send in waves',
    discard: 'Remove'
  },
  release: {
    title: 'Send {n} held message? | Send {n} held messages?',
    some: 'How many of the held messages should be sent?',
    count: 'How many, of {held}',
    outOfRange: 'A number from 1 to {held}',
    order: 'The oldest are sent first.',
    text: '{queued} are queued now; there will be {after}. The last one leaves {at}.',
    noTime: '{queued} are queued now; there will be {after}.',
    again: 'Sent as usual, they would be held again: something is missing, or braces do not match. Choose how to send them.',
    never: 'They would be held again this way too. Remove them, correct the text and launch the mailing again.',
    how: 'How to send those that would be held again',
    as: {
      blank: 'Leave missing values empty',
      literal: 'Send the braces as they are, without variants',
      usual: 'As usual: the CRM data has been corrected'
    },
    stillHeld: 'Still held: {n}',
    act: 'Send {n}',
    done: '{n} message is back in the queue | {n} messages are back in the queue'
  },
  waves: {
    title: 'Waves',
    note: 'Held messages leave in parts: each part at its time, the oldest first.',
    size: 'Messages in a wave',
    outOfRange: 'A number from 1 to {held}',
    gap: 'Pause between waves',
    gaps: { hour: 'an hour', threeHours: '3 hours', day: 'a day' },
    start: 'First wave',
    starts: { now: 'now', hour: 'in an hour', day: 'in a day' },
    ask: 'Send {held} held messages in waves?',
    text: 'There will be {n} waves. The first begins {first}, the last {last}. Until its wave a message waits; you can cancel the waves at any time.',
    tooMany: 'That would be {n} waves; 100 is the most. Choose a larger wave.',
    act: 'Plan the waves',
    done: '{n} wave planned | {n} waves planned',
    one: 'Wave {n}',
    left: '{released} of {size}',
    states: { planned: 'to come', done: 'gone', cancelled: 'cancelled' },
    cancel: 'Cancel those left',
    cancelled: 'The waves are cancelled. Their messages wait for your decision again'
  },
  discard: {
    title: 'Remove {n} held message? | Remove {n} held messages?',
    text: 'They will not be sent and cannot be restored. The other messages of the mailing are sent as usual.',
    act: 'Remove {n}',
    done: '{n} message removed | {n} messages removed'
  },
  stopping: {
    title: 'Stop the mailing?',
    waiting: 'Will not be sent: {queued} queued and {held} held.',
    gone: '{sent} have left already, {inFlight} are with the gateway right now.',
    final: 'This cannot be undone. If more messages of this mailing come from CRM-Marketing, they will not leave either.',
    act: 'Stop, remove {n}',
    done: 'The mailing is stopped. Removed {n}, {inFlight} were with the gateway'
  },
  clearing: {
    title: 'Remove {n} unsent message? | Remove {n} unsent messages?',
    text: '{queued} queued, {held} held. The mailing stays open: messages that arrive later are sent as usual. Removed messages cannot be restored.',
    act: 'Remove {n}',
    done: 'Removed {n}, {inFlight} were with the gateway'
  },
  restarting: {
    title: 'Send messages of this mailing again?',
    which: 'Which messages',
    notDelivered: 'Those that did not arrive: {n}',
    failed: 'Only those with an error: {n}',
    unsent: 'Those that did not leave: {n}',
    all: 'All messages: {n}',
    text: 'They become a new mailing on the same line, with the same letter. The same rules hold for it: stop list, segment size, hours, pause.',
    textAll: 'Who got this letter gets it again. The new mailing goes by the same line and rules: stop list, segment size, hours, pause.',
    act: 'Send {n}',
    done: 'Sent again as a new mailing: {n} message | Sent again as a new mailing: {n} messages'
  },
  starting: {
    act: 'Start now',
    now: 'Send now',
    done: 'The mailing has begun'
  },
  ...campaignMerging,
  runs: {
    of: 'This mailing sends another one again. Open that one',
    these: 'Sent again:',
    one: '{at}, {n} messages'
  },
  changing: {
    name: 'Name',
    nameHelp: 'Empty: the name made of date, line and the beginning of the text',
    rank: 'Order on the line',
    rankHelp: 'The smaller number leaves first. Of equal ones, the one that began earlier',
    tellMe: 'Tell me when it has ended',
    tellMeHelp: 'A notification in Bitrix24 with the results. The author of the mailing gets it anyway',
    notNumber: 'A whole number',
    done: 'Saved'
  },
  note: {
    collecting: 'Messages are still coming from Bitrix24: this usually takes 10–15 minutes. {n} have come, the latest {at}.',
    open: 'All that came has left. The latest message came {at}; if more come, they are added here.',
    scheduled: 'Begins {at}. Waiting: {n}.',
    gathering: 'The mailing is being collected: {n} have come. Sending begins {at}, and each new message moves that time on.',
    startMissed: 'The start {at} was missed: the app was not running then. Waiting: {n}. Start the mailing yourself, or stop it.',
    pausedBy: 'Paused: {who}, {at}. Queued: {n}.',
    paused: 'Paused. Queued: {n}.',
    pausedHelp: 'They wait and leave in the same order when you go on.',
    stoppedBy: 'Stopped: {who}, {at}. Removed: {n}.',
    stopped: 'Stopped {at}. Removed: {n}.',
    stoppedHelp: 'A stop is final. While this letter keeps coming, it is removed too. '
      + 'After 10 minutes of silence, or with another text, it is a new mailing. What did not leave can be sent again apart.',
    completed: 'The mailing is complete: {sent} of {total} left, {delivered} delivered.',
    expired: 'The time of the mailing was over {at}: {sent} left, {n} did not make it.',
    failed: '{n} did not leave.',
    showFailed: 'Show why'
  },
  progress: 'Progress',
  chart: {
    sent: 'sent',
    plan: 'planned',
    now: 'now',
    still: 'stood still {span}',
    spoken: '{sent} of {total} sent. {plan}',
    spokenPlan: 'By plan the last one leaves {at}.',
    none: 'The chart appears when the first message has left',
    kept: 'plan of {at}',
    keptEnd: 'Plan of {made}: the last one leaves {end}.',
    keptLate: 'It looks like {span} later now.',
    keptEarly: 'It looks like {span} earlier now.',
    keptWasLate: 'It was {span} later.',
    keptWasEarly: 'It was {span} earlier.'
  },
  left: '{n} left, about {span}',
  leftOnly: '{n} left',
  validUntil: 'Sent until: {at}.',
  late: '{n} message will be late | {n} messages will be late',
  next: 'Next message',
  ahead: 'Other messages on this line go first',
  nothingWaits: 'The queue is empty',
  recipients: 'Recipients',
  search: 'Number or a piece of text',
  noMatches: 'No such messages in this mailing',
  noRecipients: 'No messages yet'
}
