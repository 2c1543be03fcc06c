import type { Line } from '../../api/lines'
import { cityOf } from '../../time/zoneNames'
import type { Say } from '../../words'

type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** «Пн, Вт, Ср 10:00–18:00, Москва». */
export function hoursOf (window: Line['window'], t: Say, language: string): string {
  if (!window) return t('launch.anyTime')
  const days = window.days.map(day => t(`forms.days.${day as Day}`))
  return `${new Intl.ListFormat(language, { style: 'narrow', type: 'unit' }).format(days)} ${window.from}–${window.to}, ${cityOf(window.timeZone, t)}`
}
