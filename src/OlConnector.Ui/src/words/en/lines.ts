import type { Words } from '../index'

export const lines: Words['lines'] = {
  title: 'Lines',
  connect: 'Connect a line',
  empty: 'The lines that send your messages will appear here',
  emptyText: 'A line is a WhatsApp number or an SMS sender name. The wizard leads from connecting it to the first message.',
  emptyAction: 'Connect the first line',
  sentToday: 'Sent today',
  sentYesterday: '{n} yesterday',
  queued: 'Queued',
  queuedNone: 'everything has been sent',
  queuedLines: 'on {n} line | on {n} lines',
  held: 'Wait for a decision',
  heldNone: 'nothing to decide',
  heldShort: 'Held',
  today: 'Today',
  interval: 'Pause',
  pause: 'Pause',
  resume: 'Resume',
  paused: 'Sending is paused',
  resumed: 'Sending goes on',
  attention: 'Need attention',
  attentionCount: '{n} line | {n} lines',
  attentionOne: '{name}: {word}',
  allWell: 'all are working',
  queueEmpty: 'The queue is empty',
  paceWait: 'Pause between messages {interval}',
  filtered: 'Showing {shown} of {all}',
  filteredNone: 'No such lines',
  showAll: 'Show all lines',
  menu: 'Actions: {name}',
  act: {
    test: 'Send a test',
    clear: 'Clear the queue',
    rename: 'Rename',
    provider: 'Shown in Bitrix24',
    remove: 'Delete the line'
  },
  state: {
    working: 'Working',
    waiting: 'Waiting',
    idle: 'Idle',
    paused: 'Paused',
    frozen: 'Stopped',
    disconnected: 'Disconnected',
    off: 'Deleted'
  },
  banner: {
    demoSpent: 'The {n} trial message is used up. You can send the rest after payment. | The {n} trial messages are used up. You can send '
      + 'the rest after payment.',
    demoLeft: 'Trial: {left} of {n} mailing messages are left.',
    demoOver: 'The trial of the line “{name}” ended {when}. Mailings go on after payment.',
    pay: 'Open the Market',
    unpaid: 'The app is not paid for on this portal, and mailings have stopped. They continue by themselves after payment.',
    gone: 'The app is not installed on the portal, and Bitrix24 does not hear us. Open the app in the Market and install it again.',
    authorize: 'Bitrix24 is waiting for an administrator: until one opens the app, the portal does not learn what was delivered. Ask a '
      + 'portal administrator to open this page once.',
    quiet: 'This server is in quiet mode: it contacts neither portals nor gateways, and no message leaves it.',
    frozenGone: 'The app was removed from the portal: {n} line has stood still since. | The app was removed from the portal: {n} lines have '
      + 'stood still since.',
    frozenMany: '{n} line is stopped, and its connection works again. | {n} lines are stopped, and their connections work again.',
    resumeAll: 'Resume all',
    held: '{n} message waits for your decision. | {n} messages wait for your decision.',
    heldOthers: '{n} message waits for a marketer to decide. | {n} messages wait for a marketer to decide.',
    heldAct: 'View them',
    unregistered: 'Bitrix24 does not show {n} line among the senders: {names}. {why} | Bitrix24 does not show {n} lines among the senders: '
      + '{names}. {why}'
  },
  resumeAll: {
    title: 'Resume {n} line? | Resume {n} lines?',
    text: '{queued} in the queue. Each line goes on at its own pace from its first unsent message. What is older than a day stays held '
      + 'until you decide.',
    act: 'Resume all',
    done: '{n} line goes on | {n} lines go on',
    still: '{resumed} go on, {still} remain stopped: their portal has not paid, or the app is not installed there.'
  }
}
