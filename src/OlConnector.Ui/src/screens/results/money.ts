import type { CostSum } from '../../api/reports'
import { money } from '../compose/money'

/** «1 030 ₽ и 12 €»; null where nothing has a price. */
export function sumsText (sums: readonly CostSum[], language: string): string | null {
  const priced = sums.filter(sum => sum.amount !== null && sum.amount !== undefined)
  if (!priced.length) return null
  return new Intl.ListFormat(language).format(
    priced.map(sum => money({ min: sum.amount!, max: sum.amount!, currency: sum.currency }, language)))
}

export const partsOf = (sums: readonly CostSum[]): number => sums.reduce((all, sum) => all + sum.parts, 0)
export const messagesOf = (sums: readonly CostSum[]): number => sums.reduce((all, sum) => all + sum.messages, 0)
