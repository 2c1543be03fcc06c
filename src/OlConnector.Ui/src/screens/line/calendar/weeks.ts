import type { Shapes } from '../../../api/client'

export type Day = Shapes['LineCalendarDay']
export type DayKind = 'sent' | 'rest' | 'free' | 'closed' | 'past'

/** What a day is, first of all: what was sent on it, else whether it may send. */
export function kindOf (day: Day): DayKind {
  if (day.sent > 0) return 'sent'
  if (day.allowed === null) return 'past'
  if (day.rest) return 'rest'
  return day.allowed ? 'free' : 'closed'
}

/** A date without a time, at noon: no zone moves it to another day. */
export const dateOf = (day: string): Date => new Date(`${day}T12:00:00`)

/** Rows from Monday to Sunday; places before the first day and behind the last are empty. */
export function weeksOf (days: readonly Day[]): (Day | null)[][] {
  if (!days[0]) return []
  const before = (dateOf(days[0].date).getDay() + 6) % 7
  const all = [...Array<null>(before).fill(null), ...days]
  const rows = Math.ceil(all.length / 7)
  return Array.from({ length: rows }, (_, row) => Array.from({ length: 7 }, (_, place) => all[row * 7 + place] ?? null))
}
