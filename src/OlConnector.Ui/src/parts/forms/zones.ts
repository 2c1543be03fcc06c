import { cityOf } from '../../time/zoneNames'
import type { Say } from '../../words'

/** Zones that our portals live in; what a line or a portal names comes first. */
const usual = [
  'Europe/Kaliningrad', 'Europe/Moscow', 'Europe/Samara', 'Asia/Yekaterinburg', 'Asia/Omsk', 'Asia/Krasnoyarsk', 'Asia/Irkutsk', 'Asia/Yakutsk',
  'Asia/Vladivostok', 'Asia/Magadan', 'Asia/Kamchatka', 'Europe/Minsk', 'Asia/Almaty', 'Asia/Tashkent', 'Asia/Bishkek', 'Asia/Tbilisi',
  'Asia/Yerevan', 'Asia/Baku', 'Europe/Chisinau', 'Europe/Kyiv', 'Europe/Berlin', 'Europe/London', 'UTC', 'America/New_York', 'America/Los_Angeles'
]

/** «Москва (UTC+3)». */
export function zoneChoices (named: readonly (string | null | undefined)[], t: Say, language: string): { label: string, value: string }[] {
  const zones = [...new Set([...named.filter((zone): zone is string => !!zone), ...usual])]
  return zones.map(value => ({ value, label: `${cityOf(value, t)} (${distance(value, language)})` }))
}

function distance (timeZone: string, language: string): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' }).formatToParts()
    return parts.find(part => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? timeZone
  } catch {
    return timeZone
  }
}
