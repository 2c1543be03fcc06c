import type { Words } from '../index'

/** Who did what. */
export const audit: Words['audit'] = {
  title: 'Audit',
  part: { done: 'What was done', callbacks: 'Reports not understood', calls: 'Calls to Bitrix24' },
  parts: 'Parts of the audit',
  empty: 'Here you will see who changed what',
  none: 'Nothing fits these conditions',
  who: 'Who',
  what: 'What',
  anybody: 'everybody',
  anything: 'everything',
  whoIs: 'Who: {name}',
  whatIs: 'What: {name}',
  times: '{n} time within the hour | {n} times within the hour',
  lastAt: 'the last {when}',
  from: 'from {address}',
  hidden: 'changed, the value is hidden',
  group: {
    line: 'Lines', campaign: 'Mailings', message: 'Messages', user: 'People', token: 'API tokens', webhook: 'Webhooks',
    settings: 'Settings', portal: 'Portal',
    stop: 'Stop list', opted: 'Opt-outs', forged: 'Forged calls'
  },
  actor: {
    user: 'user {id}', system: 'the app', gateway: 'the gateway', operator: 'the developer\'s support', recipient: 'a client',
    callback: 'a call in the gateway\'s name', frame: 'an opening in the portal\'s name', event: 'an event in the portal\'s name',
    handler: 'a call in Bitrix24\'s name', renewal: 'renewal of a session'
  },
  action: {
    messagesExported: 'Messages exported to a file', templateSaved: 'Text saved', templateChanged: 'Saved text changed',
    templateDeleted: 'Saved text deleted', templatesImported: 'Saved texts imported',
    lineCreated: 'Line connected', lineChanged: 'Line changed', lineDeleted: 'Line deleted', linePaused: 'Line paused',
    lineResumed: 'Line resumed', lineCleared: 'Line\'s queue cleared', lineFrozen: 'Line stopped', lineLoginCode: 'Login code asked for',
    lineSessionStart: 'Session started', lineSessionStop: 'Session stopped', lineSessionRestart: 'Session restarted',
    lineSessionLogOut: 'Telephone unlinked', handlerKeyRotated: 'Key of the address for Bitrix24 changed',
    hookKeyRotated: 'Key of the address for the gateway changed', campaignPaused: 'Mailing paused', campaignResumed: 'Mailing resumed',
    campaignStopped: 'Mailing stopped', campaignCleared: 'Mailing\'s queue cleared', campaignReleased: 'Held messages released',
    campaignDiscarded: 'Held messages discarded', campaignChanged: 'Mailing changed',
    mailingPrepared: 'Mailing prepared', mailingWithdrawn: 'Prepared mailing withdrawn',
    campaignRestarted: 'Mailing sent again', campaignExpired: 'Time of the mailing is over', messageCancelled: 'Message cancelled',
    messageReleased: 'Message released', messageDiscarded: 'Message discarded', messageResolved: 'Unknown outcome settled',
    webhookCreated: 'Webhook made', webhookChanged: 'Webhook changed', webhookDeleted: 'Webhook deleted', webhookTested: 'Webhook tried',
    webhookSwitchedOff: 'Webhook switched off by itself', webhookDeliveryRepeated: 'Delivery of a webhook repeated',
    tokenCreated: 'API token made', tokenRevoked: 'API token revoked', userChanged: 'Access changed', settingsChanged: 'Settings changed',
    portalInstalled: 'App installed',
    portalInstalledAgain: 'App installed again', portalGone: 'The portal removed the app', portalUnpaid: 'Portal not paid',
    portalPaid: 'Portal paid', needsReauthorization: 'An administrator has to sign in', optedOut: 'A client opted out',
    optedIn: 'A client came back', sentInSpiteOfOptOut: 'Sent to somebody who opted out, as they asked', numberErased: 'A number\'s data erased',
    stopListAdded: 'Put on the stop list', stopListRemoved: 'Taken off the stop list', stopListImported: 'Stop list imported',
    stopListExported: 'Stop list exported', optOutUndone: 'A client\'s refusal undone by hand',
    sentInSpiteOfStopList: 'Sent to a number of the stop list, as its owner asked',
    operatorAccess: 'The developer\'s support looked at the portal', applicationTokenLearned: 'The portal\'s key learned',
    forgedCall: 'Forged call', forgedCallback: 'Forged report of a gateway', forgedFrame: 'Forged opening', forgedEvent: 'Forged event',
    forgedRenewal: 'Forged renewal of a session', bodyTooLarge: 'Call too large', unreadableCallback: 'Report not understood',
    foreignRefreshToken: 'A foreign refresh token came'
  },
  setting: {
    name: 'Name', number: 'Number', marketingInterval: 'Pause in mailings', directInterval: 'Pause of single messages', jitter: 'Extra, %',
    window: 'Hours', resendUnknown: 'Unknown sent again', treatAsMarketing: 'All as a mailing', tariff: 'Tariff', currency: 'Currency',
    country: 'Country of numbers', timeZone: 'Time zone', language: 'Language', literalSpintax: 'Braces as they are',
    acceptAnyNumber: 'Any digits', optOutWords: 'Words of refusal', missingValue: 'Empty field',
    dedupe: 'The same only once', frequencyCap: 'Frequency cap', newUsers: 'Newcomers', rank: 'Rank'
  },
  value: { active: 'works', paused: 'paused', frozen: 'stopped', never: 'never', once: 'once' },
  calls: {
    note: 'Our calls to the portal of three days, without personal data. Of use to support.',
    method: 'Method, such as messageservice.sender.list',
    empty: 'There were no calls in three days',
    request: 'Request',
    response: 'Answer',
    noAnswer: 'no answer',
    took: 'in {n} ms',
    open: 'Request and answer: {method}'
  },
  callbacks: {
    note: 'A gateway sent what could not be read or applied. It was answered "taken", so that it blocks nothing. Kept 14 days, 100 for a line.',
    empty: 'All that gateways sent was understood',
    line: 'Line',
    length: '{n} byte | {n} bytes',
    open: 'What the gateway sent: {line}'
  }
}
