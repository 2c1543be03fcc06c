import type { Shapes } from '../../api/client'
import { cityOf } from '../../time/zoneNames'
import type { Say } from '../../words'

type Window = Shapes['WindowJson']
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** «пн–пт 10:00–18:00»; with the zone's city where it is not the person's own. Null is any time. */
export function hoursText (window: Window | null | undefined, t: Say, ownZone?: string | null): string {
  if (!window) return t('line.hours.any')
  const said = { days: daysText(window.days, t), from: window.from, to: window.to }
  const hours = t(window.from === window.to ? 'line.hours.round' : 'line.hours.range', said)
  const isOwn = !ownZone || ownZone === window.timeZone
  return isOwn ? hours : t('line.hours.zone', { hours, zone: cityOf(window.timeZone, t) })
}

/** Days in a row are said by their ends: «пн–пт, вс». */
function daysText (days: readonly string[], t: Say): string {
  const name = (index: number) => t(`forms.days.${week[index]!}`).toLocaleLowerCase()
  const on = week.map(day => days.includes(day))
  if (on.every(Boolean)) return t('line.hours.every')
  const runs: [number, number][] = []
  on.forEach((is, index) => {
    const last = runs.at(-1)
    if (is && last?.[1] === index - 1) last[1] = index
    else if (is) runs.push([index, index])
  })
  return runs.map(([from, to]) => from === to ? name(from) : `${name(from)}${to - from > 1 ? '–' : ', '}${name(to)}`).join(', ')
}
