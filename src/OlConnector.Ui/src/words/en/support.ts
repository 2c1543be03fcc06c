import type { Words } from '../index'

export const support: Words['support'] = {
  title: 'Support',
  enter: {
    title: 'Sign in for support',
    text: 'Enter the operator’s token of this installation (setting Operator:Token). Only this page keeps it, and forgets it when you close it.',
    token: 'Operator’s token',
    act: 'Sign in',
    empty: 'Enter the token',
    wrong: 'This token does not fit. Check that it is copied in full and belongs to this installation.',
    wait: 'There were many tries from this address. Wait {n} s and try again.'
  },
  leave: 'Sign out',
  search: 'Domain or member_id',
  troubled: 'Need attention',
  none: 'No portals match',
  empty: 'No portal has installed the app yet',
  list: 'Portals',
  open: 'Open',
  openOf: 'Open {domain}',
  state: { active: 'Working', unpaid: 'Not paid', gone: 'App removed' },
  demo: 'demo',
  noPlan: 'plan unknown',
  tokens: 'Tokens',
  tokensNever: 'never renewed',
  needsAdmin: 'An administrator has to sign in',
  needsAdminHint: 'Bitrix24 no longer takes the token. An administrator of the portal has to open the app once.',
  lines: 'Lines',
  linesOf: '{active} of {all}',
  frozen: '{n} line has stopped | {n} lines have stopped',
  allWell: 'All is well',
  queue: 'In the queue',
  held: 'Held',
  oldest: 'Longest wait',
  nobody: 'nobody',
  outbox: 'Not told to Bitrix24',
  lastError: 'Bitrix24’s last error: {error}',
  bar: { label: 'A portal that support looks at', you: 'You are in somebody else’s portal', back: 'All portals' },
  reason: {
    title: 'Why this change?',
    text: 'The reason stays in the audit of {domain}. An administrator of the portal will see it.',
    label: 'Reason',
    placeholder: 'For example: ticket 118, the client asks to go on sending',
    act: 'Change',
    short: '3 to 300 characters',
    cancelled: 'Nothing was changed: no reason was given'
  }
}
