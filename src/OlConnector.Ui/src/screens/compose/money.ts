import type { Preview } from '../../api/texts'

/** «1 030 ₽», «429–1 030 ₽»; without a currency the bare number. */
export function money ({ min, max, currency }: NonNullable<Preview['cost']>, language: string): string {
  const options: Intl.NumberFormatOptions = { maximumFractionDigits: max < 100 ? 2 : 0 }
  const format = new Intl.NumberFormat(language, currency ? { ...options, style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : options)
  return min === max ? format.format(max) : format.formatRange(min, max)
}
