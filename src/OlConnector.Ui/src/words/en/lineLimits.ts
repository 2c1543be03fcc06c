/** What keeps a number from being taken for a sender of spam, and the calendar in which it shows. */
export const lineLimits = {
  limits: {
    title: 'Protection of the number',
    note: 'So the number is taken for a spammer more rarely. The rules apply to mailings only. “Hold” means that what is too much waits.',
    mode: { off: 'Off', warn: 'Warn', hold: 'Hold' },
    modeOf: '{name}: how strictly',
    hours: 'Hours',
    messages: 'Messages',
    days: 'Days',
    perDayOf: 'A day',
    firstDays: 'First days',
    from: 'From',
    to: 'Until',
    entry: '{name}: {mode}',
    none: 'all are off',
    hoursPerDay: { name: 'Hours of mailings a day', help: 'Counted from the first message of the day. The rest leaves tomorrow.' },
    perDay: { name: 'Messages a day', help: 'Above this number a mailing waits until tomorrow.' },
    daysInRow: { name: 'Days of mailings in a row', help: 'One more day in a row begins only when you release what is held.' },
    rest: { name: 'Rest after a series', help: 'After those days in a row the line sends no mailings.' },
    youngLine: { name: 'New number', help: 'In the first days after connecting mailings are held; an administrator releases them.' },
    newRecipients: {
      name: 'Strangers',
      help: 'Whom the line has not written to and who has not written to it for 30 days. What is too many is held.'
    },
    recipientHours: {
      name: 'Recipient’s hours',
      help: 'By the time of the region that the number belongs to. Who is too early or late waits, others are not delayed.'
    }
  },
  warned: {
    title: 'The number is at risk.',
    text: '{reasons}. The line only warns and goes on sending. To have it stop by itself, choose “Hold” in the protection of the number.'
  },
  calendar: {
    title: 'Four weeks back and four ahead',
    note: 'Days by the time of {zone}. What is to come holds if nothing is sent before.',
    sent: '{n} left',
    fresh: '{n} strangers',
    rest: 'rest',
    restShown: 'better rest',
    closed: 'no hours',
    free: 'may send',
    nothing: 'nothing',
    today: 'today',
    warmUp: 'How to begin with a new number',
    warmUpNote: 'So many messages of mailings a day are advised in the first week. It is advice; the line does not keep it by itself.',
    warmUpDay: '{date}: up to {n}'
  }
}
