import type { Words } from '../index'

/** Cities that zones of time are called by. */
export const zones: Words['zones'] = {
  Kaliningrad: 'Kaliningrad', Moscow: 'Moscow', Samara: 'Samara', Yekaterinburg: 'Yekaterinburg', Omsk: 'Omsk', Krasnoyarsk: 'Krasnoyarsk',
  Irkutsk: 'Irkutsk', Yakutsk: 'Yakutsk', Vladivostok: 'Vladivostok', Magadan: 'Magadan', Kamchatka: 'Kamchatka', Minsk: 'Minsk',
  Almaty: 'Almaty', Tashkent: 'Tashkent', Bishkek: 'Bishkek', Tbilisi: 'Tbilisi', Yerevan: 'Yerevan', Baku: 'Baku',
  Chisinau: 'Chisinau', Kyiv: 'Kyiv', Berlin: 'Berlin', London: 'London', New_York: 'New York', Los_Angeles: 'Los Angeles',
  Novosibirsk: 'Novosibirsk', Saratov: 'Saratov', Volgograd: 'Volgograd', Warsaw: 'Warsaw', Vilnius: 'Vilnius', Riga: 'Riga',
  Tallinn: 'Tallinn', Istanbul: 'Istanbul', Dubai: 'Dubai'
}
