import type { MessageState } from '../api/messages'
import type { Tone } from '../parts/tones'

/** What people tell apart: several states of a message are one group, one colour and one word. Their order is that of the state bar. */
export const groups = ['delivered', 'sent', 'unknown', 'failed', 'queued', 'held', 'suppressed', 'ended'] as const
export type MessageGroup = typeof groups[number]

const statesOfGroup: Record<MessageGroup, readonly MessageState[]> = {
  delivered: ['delivered', 'read'],
  sent: ['sent'],
  unknown: ['unknown'],
  failed: ['failed', 'undelivered'],
  queued: ['accepted', 'queued', 'dispatching'],
  held: ['held'],
  suppressed: ['suppressed'],
  ended: ['stopped', 'cleared', 'expired']
}

export const toneOfGroup: Record<MessageGroup, Tone> = {
  delivered: 'delivered', sent: 'sent', unknown: 'unknown', failed: 'failed', queued: 'queued', held: 'held', suppressed: 'suppressed', ended: 'ended'
}

const groupOfState = new Map(groups.flatMap(group => statesOfGroup[group].map(state => [state, group] as const)))

export const groupOf = (state: MessageState): MessageGroup => groupOfState.get(state) ?? 'queued'
export const toneOfMessage = (state: MessageState): Tone => toneOfGroup[groupOf(state)]
export const statesIn = (group: MessageGroup): readonly MessageState[] => statesOfGroup[group]

/** Counts by group. Their sum is the sum of what came: the bar adds up. */
export function countGroups (states: Readonly<Partial<Record<string, number>>>): Record<MessageGroup, number> {
  const counts = Object.fromEntries(groups.map(group => [group, 0])) as Record<MessageGroup, number>
  for (const [state, count] of Object.entries(states)) counts[groupOf(state as MessageState)] += count ?? 0
  return counts
}
