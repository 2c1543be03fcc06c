import type { Campaign } from '../../api/campaigns'
import type { Guard } from '../../api/guards'
import type { SendingWindow } from '../../parts/forms/sendingWindow'
import { secondsOf, spanOf } from '../../time/spans'

export const gaps = { hour: '01:00:00', threeHours: '03:00:00', day: '1.00:00:00' } as const
export type Gap = keyof typeof gaps

/** What a person wants of one mailing. What is empty is the app's or the line's. */
export interface Wish {
  guard: Guard | null
  collect: boolean | null
  hasWaves: boolean
  size: string
  gap: string
  window: SendingWindow | null
  validUntil: string | null
  /** Seconds between two messages. */
  pace: string
  /** Messages a minute at most. */
  perMinute: string
  /** People of the portal who hear of it, by their ids. */
  users: string[]
  /** A number that hears of its end. */
  number: string
}

export const noWish = (): Wish => ({
  guard: null, collect: null, hasWaves: false, size: '50', gap: gaps.day, window: null, validUntil: null, pace: '', perMinute: '',
  users: [], number: ''
})

export function wishOf ({ settings, notify }: Campaign): Wish {
  const { guard, collect, waves, window, validUntil, interval, perMinute } = settings
  return {
    guard: guard ?? null, collect: collect ?? null, hasWaves: !!waves, size: String(waves?.size ?? 50),
    users: notify?.users ?? [], number: notify?.number ?? '', gap: waves?.gap ?? gaps.day, window: window ?? null, validUntil: validUntil ?? null,
    pace: interval ? String(Math.round(secondsOf(interval) * 10) / 10) : '', perMinute: String(perMinute ?? '')
  }
}

/** A field that is no number goes as it is not allowed: the server says what may stand there. */
const numberOf = (text: string): number => /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0

const secondsIn = (text: string): number => Number(text.trim().replace(',', '.')) || 0

/** The pause is shown in tenths of a second: untouched, it stays what it was. */
function intervalOf ({ pace }: Wish, was: Campaign | undefined) {
  if (pace === (was ? wishOf(was) : noWish()).pace) return {}
  return { interval: pace.trim() ? spanOf(secondsIn(pace)) : null }
}

/** As the API takes it; null takes the usual. */
export function settingsOf (wish: Wish, was?: Campaign) {
  const number = wish.number.trim() || null
  return {
    guard: wish.guard,
    collect: wish.collect,
    notify: wish.users.length || number ? { users: wish.users, number } : null,
    waves: wish.hasWaves ? { size: numberOf(wish.size), gap: wish.gap } : null,
    window: wish.window,
    validUntil: wish.validUntil,
    perMinute: wish.perMinute.trim() ? numberOf(wish.perMinute) : null,
    ...intervalOf(wish, was)
  }
}
