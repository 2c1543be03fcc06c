import type { Words } from '../index'

export const time: Words['time'] = {
  now: 'now',
  inSeconds: 'in {n} s',
  inMinutes: 'in {n} min',
  today: 'today at {time}',
  tomorrow: 'tomorrow at {time}',
  yesterday: 'yesterday at {time}',
  at: '{date} at {time}',
  sending: 'being sent…',
  justNow: 'just now',
  secondsAgo: '{n} s ago',
  minutesAgo: '{n} min ago',
  seconds: '{n} s',
  minutes: '{n} min',
  minutesSeconds: '{m} min {s} s',
  hours: '{n} h',
  hoursMinutes: '{h} h {m} min',
  days: '{n} day | {n} days',
  daysHours: '{d} d {h} h',
  zone: 'Time: {zone}'
}
