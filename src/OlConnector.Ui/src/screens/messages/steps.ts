import type { Message, MessageState } from '../../api/messages'

export type Entry = Message['history'][number]
export type Attempt = Message['attempts'][number]
export type StepKind = 'accepted' | 'again' | 'queued' | 'requeued' | 'dispatching' | Exclude<MessageState, 'accepted' | 'queued' | 'dispatching'>

/** One thing that happened. Where it was handed to the gateway, with the gateway's answer. */
export interface Step { kind: StepKind, entry: Entry, attempt: Attempt | null }

/** The history oldest first; the n-th time it was handed over belongs to the n-th attempt. */
export function stepsOf (message: Pick<Message, 'history' | 'attempts'>): Step[] {
  const seen = new Map<MessageState, number>()
  return message.history.map(entry => {
    const before = seen.get(entry.state) ?? 0
    seen.set(entry.state, before + 1)
    return { kind: kindOf(entry.state, before), entry, attempt: entry.state === 'dispatching' ? message.attempts[before] ?? null : null }
  })
}

function kindOf (state: MessageState, before: number): StepKind {
  if (state === 'accepted') return before ? 'again' : 'accepted'
  if (state === 'queued') return before ? 'requeued' : 'queued'
  return state
}
