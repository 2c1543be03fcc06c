import type { Shapes } from '../../api/client'
import { cityOf } from '../../time/zoneNames'
import type { Say } from '../../words'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** «Пн–Пт 10:00–18:00, Москва»: days in a row are joined. */
export function hoursText (window: NonNullable<Shapes['WindowJson']>, t: Say): string {
  const runs: string[] = []
  for (let from = 0; from < days.length; from++) {
    if (!window.days.includes(days[from]!)) continue
    let to = from
    while (to + 1 < days.length && window.days.includes(days[to + 1]!)) to++
    runs.push(from === to ? t(`forms.days.${days[from]!}`) : `${t(`forms.days.${days[from]!}`)}–${t(`forms.days.${days[to]!}`)}`)
    from = to
  }
  return `${runs.join(', ')} ${window.from}–${window.to}, ${cityOf(window.timeZone, t)}`
}
