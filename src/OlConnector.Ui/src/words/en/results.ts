/** What came of mailings: the end of one, sums of a time, files to take away. */
export const results = {
  title: 'Results',
  note: 'Messages by the days on which the app accepted them, in the portal\'s time zone ({zone}).',
  from: 'From',
  to: 'To',
  by: { day: 'By day', line: 'By line', campaign: 'By mailing' },
  what: 'What is added up',
  figures: { messages: 'Messages', left: 'Left', delivered: 'Delivered', failed: 'Did not arrive', cost: 'Cost' },
  share: '{n} % of those that left',
  noCost: 'no prices entered',
  direct: 'Not of a mailing',
  gone: 'Its data is deleted',
  empty: 'No messages on these days',
  emptyText: 'Choose other days, or send a mailing.',
  table: 'Results, {what}',
  column: { name: 'Name', messages: 'Messages', states: 'What became of them', cost: 'Cost' },
  chart: { label: 'Messages by day: {list}', day: '{day}: {n}', delivered: 'delivered', sent: 'sent', failed: 'did not arrive', rest: 'the rest' },
  outcome: {
    title: 'What happened',
    total: 'All',
    left: 'Left',
    delivered: 'Delivered',
    read: 'Read',
    of: '{n} % of all',
    reasons: 'Why it did not arrive',
    noReasons: 'No errors and no refusals.',
    hours: 'By hour',
    hoursSpoken: 'Sent and delivered by hour: {list}',
    hour: '{at}: {sent} sent, {delivered} delivered'
  },
  cost: {
    title: 'Cost',
    spent: 'Spent',
    toCome: 'To come',
    nothing: 'Nothing yet',
    parts: '{n} part | {n} parts',
    messages: '{n} message | {n} messages',
    unpriced: 'There is no price for {n} number: | There is no price for {n} numbers:',
    uncounted: 'Not composed yet, or sent before parts were counted: {n}.',
    noTariff: 'The line has no prices: enter them in its settings, and the sum will stand here.',
    latin: 'In Latin letters it would be {what}.'
  },
  files: {
    take: 'Download',
    csv: 'CSV table',
    xlsx: 'Excel workbook',
    report: 'All messages, CSV',
    reportXlsx: 'All messages, Excel',
    errors: 'Errors, CSV',
    errorsTxt: 'Errors, text'
  }
}
