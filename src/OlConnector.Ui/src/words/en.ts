import type { Words } from './index'

export const en: Words = {
  nav: {
    lines: 'Lines',
    compose: 'Text check',
    campaigns: 'Mailings',
    messages: 'Messages',
    settings: 'Settings',
    theme: { dark: 'Dark theme', light: 'Light theme' }
  },
  common: {
    retry: 'Try again',
    cancel: 'Cancel',
    save: 'Save',
    more: 'More',
    loadFailed: 'Could not load. {why}',
    offline: 'No connection, data as of {time}',
    onlyAdmin: 'Only an administrator of the portal may change this'
  },
  time: {
    now: 'now',
    inSeconds: 'in {n} s',
    inMinutes: 'in {n} min',
    today: 'today at {time}',
    tomorrow: 'tomorrow at {time}',
    at: '{date} at {time}',
    sending: 'being sent…',
    seconds: '{n} s',
    minutes: '{n} min'
  },
  lines: {
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
  },
  session: {
    over: 'The session is over',
    overText: 'The page was open for long, and the portal no longer vouches for you. Open the app again.',
    reload: 'Open again',
    outside: 'Open the app in Bitrix24',
    outsideText: 'The interface works inside the portal: Market → OlConnector.'
  }
}
