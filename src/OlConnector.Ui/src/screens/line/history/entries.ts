import type { AuditEntry } from '../../../api/audit'
import type { Line } from '../../../api/lines'

/** The audit's words for what is done to a line (docs/api.md), and ours. */
const actions = {
  'line created': 'created', 'line changed': 'changed', 'line paused': 'paused', 'line resumed': 'resumed', 'line cleared': 'cleared',
  'line deleted': 'deleted', 'line frozen': 'frozen', 'handler key rotated': 'handlerKey', 'hook key rotated': 'hookKey',
  'line login code': 'loginCode', 'line session start': 'start',
  'line session stop': 'stop', 'line session restart': 'restart', 'line session logOut': 'logOut',
  'operator change': 'operatorChange'
} as const

export type EntryWord = typeof actions[keyof typeof actions]

/** Null for what this version has no word for: it is shown as it stands. */
export const wordOfEntry = (entry: AuditEntry): EntryWord | null => actions[entry.action as keyof typeof actions] ?? null

export interface Change { name: string, before: string | null, after: string | null }

/** The settings that differ, as `line changed` tells them: two JSON objects of the same names. */
export function changesOf (entry: AuditEntry): Change[] {
  const [before, after] = [read(entry.before), read(entry.after)]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].map(name => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
}

function read (json: string | null): Record<string, string | null> {
  try {
    const found = JSON.parse(json ?? '{}') as unknown
    return typeof found === 'object' && found !== null ? found as Record<string, string | null> : {}
  } catch {
    return {}
  }
}

/** «cleared 40, in flight 1». */
export function clearedOf (entry: AuditEntry): { cleared: number, inFlight: number } | null {
  const found = /cleared (\d+), in flight (\d+)/.exec(entry.after ?? '')
  return found ? { cleared: Number(found[1]), inFlight: Number(found[2]) } : null
}

const connections = ['unknown', 'connected', 'connecting', 'needsLogin', 'blocked', 'suspectedSpam', 'unpaid'] as const satisfies Line['connection'][]

export const isConnection = (word: string): word is Line['connection'] => (connections as readonly string[]).includes(word)
