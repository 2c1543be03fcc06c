import type { Say, Words } from '../words'

/** The city of a zone as people call it; one that has no word keeps its name in the zone's. */
export function cityOf (zone: string, t: Say): string {
  const city = zone.replace(/^.*\//, '')
  return cities.has(city) ? t(`zones.${city as keyof Words['zones']}`) : city.replace(/_/g, ' ')
}

const cities: ReadonlySet<string> = new Set([
  'Kaliningrad', 'Moscow', 'Samara', 'Yekaterinburg', 'Omsk', 'Krasnoyarsk', 'Irkutsk', 'Yakutsk', 'Vladivostok', 'Magadan', 'Kamchatka', 'Minsk',
  'Almaty', 'Tashkent', 'Bishkek', 'Tbilisi', 'Yerevan', 'Baku', 'Chisinau', 'Kyiv', 'Berlin', 'London', 'New_York', 'Los_Angeles', 'Novosibirsk',
  'Saratov', 'Volgograd', 'Warsaw', 'Vilnius', 'Riga', 'Tallinn', 'Istanbul', 'Dubai'
] satisfies (keyof Words['zones'])[])
