/** The tab on a card of CRM. */
export const card = {
  title: 'Messages to the client',
  open: 'Open in OlConnector',
  closed: 'The portal does not show you this card',
  noNumber: 'The card has no telephone',
  history: 'What was sent',
  empty: 'Nobody has written to this client yet',
  noText: 'Write a text',
  sent: 'The message is in the line’s queue',
  send: { act: 'Send', ask: 'Send to {to}?' }
}
