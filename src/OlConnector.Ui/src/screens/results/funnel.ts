import type { Outcome } from '../../api/reports'
import type { Tone } from '../../parts/tones'

export interface Step { key: 'total' | 'left' | 'delivered' | 'read', tone: Tone, count: number, share: number }

const HUNDRED = 100

/** From all to those who read it; each step holds the next. What reading no gateway tells is left out. */
export function funnelOf (states: Outcome['states']): Step[] {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (states[name] ?? 0), 0)
  const total = Object.values(states).reduce((sum, count) => sum + count, 0)
  const step = (key: Step['key'], tone: Tone, count: number): Step =>
    ({ key, tone, count, share: total ? Math.round(count / total * HUNDRED) : 0 })
  return [
    step('total', 'queued', total),
    step('left', 'sent', of('sent', 'delivered', 'read', 'undelivered', 'unknown')),
    step('delivered', 'delivered', of('delivered', 'read')),
    ...of('read') ? [step('read', 'delivered', of('read'))] : []
  ]
}

/** Sums that a row of a summary shows. */
export function figuresIn (states: Outcome['states']) {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (states[name] ?? 0), 0)
  const left = of('sent', 'delivered', 'read', 'undelivered', 'unknown')
  const delivered = of('delivered', 'read')
  return { left, delivered, failed: of('failed', 'undelivered'), share: left ? Math.round(delivered / left * HUNDRED) : 0 }
}
