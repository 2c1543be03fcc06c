import type { Words } from '../index'

export const lines: Words['lines'] = {
  title: 'Lines',
  connect: 'Connect a line',
  empty: 'The lines that messages leave through will be here',
  emptyAction: 'Connect the first line',
  queued: 'Queued',
  held: 'Wait for a decision',
  interval: 'Pause',
  pause: 'Pause',
  resume: 'Resume',
  paused: 'Sending is paused',
  resumed: 'Sending goes on',
  attention: 'Need attention',
  attentionCount: '{n} line | {n} lines',
  allWell: 'all work',
  queueEmpty: 'The queue is empty',
  paceWait: 'Pause between messages {interval}',
  state: {
    working: 'Working',
    waiting: 'Waiting',
    idle: 'Free',
    paused: 'Paused',
    frozen: 'Stopped',
    disconnected: 'Disconnected',
    off: 'Off'
  }
}
