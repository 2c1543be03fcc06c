import type { Words } from '../index'

export const own: Words['own'] = {
  note: 'Recipients from a table, a text with their data, at once or at a moment. No CRM Marketing is needed for it.',
  steps: { label: 'Steps', who: 'Who', what: 'What', when: 'When' },
  onward: 'Next: {step}',
  kept: 'The draft is kept by itself',
  noLine: 'A line is needed first',
  noRecipients: 'Add recipients first: step “Who”',
  noText: 'Write the text first: step “What”',
  broken: 'Mend the errors of the text first: step “What”',
  remove: 'Delete the draft',
  removeTitle: 'Delete the draft of the mailing?',
  removeText: 'Its text, its files and {n} recipient go. | Its text, its files and {n} recipients go.',
  removed: 'The draft is deleted',
  files: 'Files',
  filesNote: 'Tables that the recipients came from. A new one joins the mailing at once.',
  who: {
    mailing: 'Mailing',
    title: 'Recipients',
    lineHelp: 'The line cannot be changed later',
    lineFixed: 'The line was chosen when the draft was made',
    count: '{n} recipient | {n} recipients',
    dedupe: 'One message a number',
    dedupeHelp: 'Repeated numbers are found over all files, the first one stays. Acts on files that you add afterwards'
  },
  tables: {
    drop: 'Drop a CSV table here',
    hint: 'A column of numbers is a must, the others become fields of the text. Up to 10 MB and 100,000 rows; several files are fine.',
    choose: 'Choose a file',
    sample: 'Download a sample',
    reading: 'Reading “{name}”, {size}',
    readingHint: 'A hundred thousand rows take some ten seconds. Nothing of a table leaves before all of it has been read.',
    paste: 'Or paste numbers',
    pasteLabel: 'Numbers, each in a line of its own',
    pasteAct: 'Add the numbers',
    pasted: 'Pasted numbers',
    unnamed: 'Table, {at}',
    notCsv: 'This is no CSV table. Open the file in Excel or another program and save it as CSV.',
    tooLarge: 'The file is larger than 10 MB. Split it: a mailing takes several files.',
    unmarked: 'The file seems to be UTF-16 without a mark. Choose the encoding below, or save the file as UTF-8.',
    noPhones: 'There is no column of numbers. Say below which it is, or call it PHONE in the file.',
    noNumbers: 'The file has no row with a number. See whether it is the right file and the right column.',
    noColumn: 'The table has no such column. Write its header as it stands in the file, or its place from 1.'
  },
  mend: {
    title: '“{name}” was not read.',
    mend: 'Read it in another way',
    replace: 'Choose the mended file',
    replaceName: 'The mended file instead of “{name}”',
    putAway: 'Put away'
  },
  reading: {
    wrong: 'Read wrongly?',
    notHere: 'To read the file in another way, delete it and bring it once more.',
    encoding: 'Encoding',
    delimiter: 'Delimiter',
    phone: 'Column of numbers',
    text: 'Column of texts',
    find: 'Find out',
    byHand: 'Header, or place from 1',
    semicolon: 'semicolon',
    comma: 'comma',
    tab: 'tab',
    none: 'a single column',
    again: 'Read again'
  },
  columns: { phone: 'number', text: 'text', field: 'field {field}', none: 'not needed' },
  rows: {
    accepted: '{n} taken | {n} taken',
    duplicates: '{n} repeated | {n} repeated',
    rejected: '{n} not taken | {n} not taken',
    read: '{encoding}, delimiter: {sign}',
    title: 'Rows that were not taken',
    row: 'Row {n}',
    empty: 'empty',
    load: 'Download them all',
    mend: 'Mend them and bring them as another file'
  },
  leaving: {
    name: 'Delete “{name}”',
    title: 'Delete the file “{name}”?',
    text: '{n} recipient was taken from it. Those who have been sent to are not concerned. | '
      + '{n} recipients were taken from it. Those who have been sent to are not concerned.',
    remove: 'Delete with the recipients',
    keep: 'Keep the recipients',
    kept: 'The file is deleted, its recipients stay',
    removed: 'The file is deleted, and {n} recipient with it | The file is deleted, and {n} recipients with it'
  },
  what: {
    ownTexts: 'The column “{column}” has a text for each: it goes instead of the common one. Where a cell is empty, the text from here goes.',
    balanced: 'Deal the variants evenly',
    balancedHelp: 'Like cards of a deck: none comes again before all have come'
  },
  missing: {
    label: 'If a recipient has no value for a field',
    usual: 'As the portal says',
    hold: 'Wait for a decision',
    skip: 'Do not send to them',
    blank: 'Send with an empty place'
  },
  figures: {
    title: 'What it comes to',
    none: 'Counted over real recipients, as soon as there are some, and a text.',
    parts: 'SMS parts',
    messages: 'Messages',
    cost: 'Cost',
    latin: 'in Latin letters {what}',
    distinct: '{n} different text | {n} different texts',
    counted: 'Three seconds sufficed for {n} of {of}: the sum will be larger.',
    unpriced: 'There is no price for {n} number. | There is no price for {n} numbers.',
    problem: '{n} would not leave: {why} | {n} would not leave: {why}'
  },
  test: {
    title: 'Test',
    note: 'The text that the phone shows goes to a number of yours: the one for {number}.',
    none: 'Recipients and a text are needed',
    send: 'Send a test'
  },
  phone: {
    before: 'Recipient before',
    next: 'Next recipient',
    of: '{n} of {of}',
    to: 'To:',
    parts: '{n} SMS part | {n} SMS parts',
    missing: 'Not in the table: {fields}. The value comes from CRM.',
    stays: 'It would not leave like this: {why}',
    nobody: 'Texts of real recipients will stand here',
    noText: 'Write the text, and it will stand here'
  },
  when: {
    title: 'When',
    later: 'Start at a moment',
    laterHelp: 'Otherwise the mailing starts at once',
    spread: 'Spread evenly until a moment',
    spreadHelp: 'The last message leaves by then, with equal pauses between all of them',
    spreadUntil: 'Last message',
    zone: 'time: {city}',
    rules: 'Rules'
  },
  start: {
    title: 'Before it starts',
    to: '{n} recipient. Line: {line}. | {n} recipients. Line: {line}.',
    ends: 'The last message leaves {at}.',
    waits: 'It does not start yet: {why}.',
    risk: 'Risk {score} of 100',
    act: 'Start the mailing',
    plan: 'Schedule it',
    done: 'The mailing has started',
    planned: 'The mailing is scheduled'
  }
}
