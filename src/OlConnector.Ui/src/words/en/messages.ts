import type { Words } from '../index'

export const messages: Words['messages'] = {
  title: 'Messages',
  search: 'Number, text or Bitrix24 id',
  searchViewer: 'Id of the message in Bitrix24',
  searchHelp: 'Search by a number in any writing or its last digits, by a piece of text, by the id of the message in Bitrix24',
  empty: 'Your messages will appear here',
  emptyText: 'They are sent from CRM-Marketing, CRM cards, robots and by API.',
  noMatches: 'No messages for these filters',
  noMatchesText: 'The last three digits of a number are enough; texts are searched as the client got them.',
  list: 'Messages, newest first',
  column: { to: 'Recipient', state: 'State', at: 'Sent', text: 'Text', line: 'Line' },
  hidden: 'The text is hidden: only marketers see it',
  notComposed: 'The text is being composed',
  notYet: 'not yet',
  state: 'State',
  anyState: 'Any state',
  anyLine: 'All lines',
  from: 'From',
  to: 'To',
  fromDay: 'from {day}',
  toDay: 'to {day}',
  campaignOnly: 'One mailing',
  newRows: 'To the new messages',
  source: { marketing: 'from CRM-Marketing', direct: 'from a card or robot', api: 'by API', test: 'a test' },
  drawer: {
    title: 'Message',
    previous: 'Previous in the list',
    next: 'Next in the list',
    missing: 'There is no such message, or it belongs to a line that is not open to you.',
    text: 'What the client gets',
    original: 'Source text and variant seed',
    template: 'Source text',
    seed: 'Variant seed',
    same: 'The client gets the source text unchanged.',
    history: 'What happened',
    ids: 'Ids and links',
    id: 'Our id',
    portalId: 'Bitrix24 id',
    gatewayId: 'Id at the gateway',
    campaign: 'Mailing',
    line: 'Line',
    openCampaign: 'Open the mailing',
    landline: 'This is a landline: an SMS may not arrive there.',
    card: { contact: 'Open the contact', lead: 'Open the lead', company: 'Open the company', deal: 'Open the deal' }
  },
  then: {
    accepted: 'We compose the text and put it into the queue.',
    queued: 'It leaves by itself when its turn comes.',
    held: 'A person decides whether it leaves. Without a decision it is removed {at}.',
    heldSoon: 'A person decides whether it leaves.',
    dispatching: 'The gateway usually answers within seconds.',
    sent: 'The gateway accepted it. We are waiting for its delivery report.',
    delivered: 'It reached the phone {at}.',
    read: 'The client opened the message.',
    undelivered: 'The gateway took the message and then said that it did not arrive. We will not resend it.',
    failed: 'We will not resend it.',
    unknown: 'The connection broke while sending. We will not resend it ourselves: the client could get it twice.',
    suppressed: 'It is not sent, for the sake of the recipient.',
    ended: 'It will not be sent.'
  },
  step: {
    portal: 'Accepted from Bitrix24',
    system: 'Accepted',
    person: 'Sent by {who}',
    again: 'Decided to send',
    queued: 'Text composed, in the queue',
    requeued: 'Back in the queue',
    dispatching: 'Handed to the gateway'
  },
  by: { portal: 'Bitrix24', system: 'the app', gateway: 'the gateway', user: 'employee no. {id}', token: 'a program', operator: 'support' },
  attempt: {
    answer: 'The gateway’s answer',
    none: 'The gateway has not answered yet',
    took: 'answered after {span}',
    outcome: {
      accepted: 'accepted', postponed: 'asked to try later', refused: 'refused', lineDown: 'the line does not work', unknown: 'no answer',
      returned: 'not handed over, back in the queue'
    },
    code: 'Code {code}'
  },
  act: {
    release: 'Send',
    releaseBlank: 'Send with the field empty',
    releaseLiteral: 'Send as it is',
    discard: 'Remove',
    released: 'The message is back in the queue',
    discarded: 'The message is removed',
    resolveSent: 'It arrived',
    resolveFailed: 'It never left, do not resend',
    resolveResend: 'It never left, send again',
    resolved: 'Noted: {state}',
    again: 'Send once more',
    sentAgain: 'The new message is accepted'
  },
  resend: {
    title: 'Send again?',
    text: 'If the first message did arrive, the client gets the text twice. Send only if you know for sure that it never left.',
    act: 'Send again'
  },
  again: {
    title: 'Send one more message?',
    text: 'This will be a new message to {to}: its text is composed again, the old one stays in the history.',
    marketing: 'It follows the rules of mailings: hours, pace, opt-outs.',
    act: 'Send once more'
  }
}
