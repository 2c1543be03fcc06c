/** Cities that zones of time are called by. */
export const zones = {
  Kaliningrad: 'Калининград', Moscow: 'Москва', Samara: 'Самара', Yekaterinburg: 'Екатеринбург', Omsk: 'Омск', Krasnoyarsk: 'Красноярск',
  Irkutsk: 'Иркутск', Yakutsk: 'Якутск', Vladivostok: 'Владивосток', Magadan: 'Магадан', Kamchatka: 'Камчатка', Minsk: 'Минск',
  Almaty: 'Алматы', Tashkent: 'Ташкент', Bishkek: 'Бишкек', Tbilisi: 'Тбилиси', Yerevan: 'Ереван', Baku: 'Баку',
  Chisinau: 'Кишинёв', Kyiv: 'Киев', Berlin: 'Берлин', London: 'Лондон', New_York: 'Нью-Йорк', Los_Angeles: 'Лос-Анджелес',
  Novosibirsk: 'Новосибирск', Saratov: 'Саратов', Volgograd: 'Волгоград', Warsaw: 'Варшава', Vilnius: 'Вильнюс', Riga: 'Рига',
  Tallinn: 'Таллин', Istanbul: 'Стамбул', Dubai: 'Дубай'
}
