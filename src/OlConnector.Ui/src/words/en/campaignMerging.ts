import type { Words } from '../index'

export const campaignMerging: Pick<Words['campaigns'], 'merging' | 'separating'> = {
  merging: {
    open: 'Merge with another one',
    title: 'Merge with another mailing?',
    text: 'The messages of the mailing you choose, and all that still comes of its letter, become part of this one, with its settings. '
      + 'A number that both have gets one message. What exceeds the limit together waits for a decision.',
    which: 'A mailing of the same line',
    none: 'This line has no other mailing now that could be merged.',
    one: '{title}: {n} · {at}',
    act: 'Merge',
    done: 'The mailings are one: {n} messages were added',
    rest: 'Repeated numbers removed: {duplicates}, waiting for a decision: {held}'
  },
  separating: {
    open: 'Separate a part',
    title: 'Separate into a mailing of its own',
    text: 'Choose the messages of the other letter. They become a mailing of their own with the same settings; what is paused or held stays so.',
    search: 'Number or part of the text',
    all: 'All that are shown: {n}',
    none: 'No waiting message is like that',
    act: 'Separate {n}',
    done: 'A mailing of its own: {n} messages',
    gone: 'Already sent, and stayed here: {n}'
  }
}
