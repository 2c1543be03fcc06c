/** Moments and spans. */
export const time = {
  now: 'сейчас',
  inSeconds: 'через {n} с',
  inMinutes: 'через {n} мин',
  today: 'сегодня в {time}',
  tomorrow: 'завтра в {time}',
  yesterday: 'вчера в {time}',
  at: '{date} в {time}',
  sending: 'отправляется…',
  justNow: 'только что',
  secondsAgo: '{n} с назад',
  minutesAgo: '{n} мин назад',
  seconds: '{n} с',
  minutes: '{n} мин',
  minutesSeconds: '{m} мин {s} с',
  hours: '{n} ч',
  hoursMinutes: '{h} ч {m} мин',
  days: '{n} день | {n} дня | {n} дней',
  daysHours: '{d} д {h} ч',
  zone: 'Время: {zone}'
}
