import type { RouteLocationRaw } from 'vue-router'
import type { Shapes } from '../../api/client'
import type { Tone } from '../tones'

export type Risk = Shapes['RiskAnswer']
export type Lever = Risk['reasons'][number]['lever']

export const toneOfRisk: Record<Risk['level'], Tone> = { low: 'delivered', medium: 'held', high: 'failed' }

/** Where a reason is lowered; null for what is done in CRM, or without a line. */
export function placeOf (lever: Lever, line: string | null): RouteLocationRaw | null {
  const tab = tabs[lever]
  if (lever === 'text') return { name: 'compose' }
  return tab && line ? { name: tab, params: { id: line } } : null
}

const tabs: Partial<Record<Lever, string>> = {
  pace: 'line.settings', hours: 'line.settings', calendar: 'line.calendar', connection: 'line.connection'
}
