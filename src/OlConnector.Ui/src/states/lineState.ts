import type { Line } from '../api/lines'
import type { Tone } from '../parts/tones'

export type LineWord = 'working' | 'waiting' | 'idle' | 'paused' | 'frozen' | 'disconnected' | 'off'

/** One word for a line, the gravest first: what a person has to do something about comes before what goes by itself. */
export function wordOf (line: Line): LineWord {
  if (line.state === 'off' || line.state === 'paused') return line.state
  if (line.state === 'frozen') return line.connection === 'connected' ? 'frozen' : 'disconnected'
  if (line.connection !== 'connected' && line.connection !== 'unknown') return 'disconnected'
  if (line.waitReason && !['INTERVAL', 'IN_FLIGHT', 'NONE'].includes(line.waitReason)) return 'waiting'
  return line.queued + line.inFlight > 0 ? 'working' : 'idle'
}

/** The gateway was asked and did not answer as gateways do: nothing can be told it before it does. */
export const isAway = (line: Line): boolean => line.connection === 'unknown' && !!line.connectionSaid

export const toneOfLine: Record<LineWord, Tone> = {
  working: 'delivered', waiting: 'held', idle: 'queued', paused: 'queued', frozen: 'failed', disconnected: 'failed', off: 'queued'
}

/** Lines that need a person come first, then by name. */
export const needsPerson = (line: Line): boolean => ['frozen', 'disconnected'].includes(wordOf(line))

export const inOrder = (lines: readonly Line[]): Line[] => [...lines].sort((left, right) =>
  Number(needsPerson(right)) - Number(needsPerson(left)) || left.name.localeCompare(right.name))
