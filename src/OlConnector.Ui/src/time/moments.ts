import { computed } from 'vue'
import { session } from '../session/session'
import { useWords } from '../words'
import { useNow } from './clock'

const DAY = 86_400_000

/** How moments and spans are said, in the person's own zone. */
export function useMoments () {
  const { t, locale } = useWords()
  const now = useNow()
  const timeZone = session()?.user.timeZone ?? undefined
  const format = (options: Intl.DateTimeFormatOptions) => computed(() => new Intl.DateTimeFormat(locale.value, { ...options, timeZone }))
  const clock = format({ hour: '2-digit', minute: '2-digit' })
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const day = format({ day: 'numeric', month: 'long' })
  const dayAndYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const number = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }))

  /** «3 ноября»; with the year when it is another one. */
  function date (moment: string | number): string {
    const at = new Date(moment)
    return (at.getFullYear() === new Date(now.value).getFullYear() ? day : dayAndYear).value.format(at)
  }

  /** «14:35», or «14:35:09». */
  const time = (moment: string | number, exact = false) => (exact ? seconds : clock).value.format(new Date(moment))

  /** «сегодня в 14:35», «завтра в 10:00», «3 декабря в 10:00». */
  function when (moment: string | number): string {
    const said = { time: time(moment), date: date(moment) }
    const isOn = (at: number) => said.date === date(at)
    if (isOn(now.value)) return t('time.today', said)
    if (isOn(now.value + DAY)) return t('time.tomorrow', said)
    return t(isOn(now.value - DAY) ? 'time.yesterday' : 'time.at', said)
  }

  /** Counts down within the hour, else tells the moment. Never negative: what is due is being sent. */
  function until (moment: string): string {
    const left = Math.ceil((Date.parse(moment) - now.value) / 1000)
    if (left <= 0) return t('time.sending')
    if (left < 120) return t('time.inSeconds', { n: left })
    return left < 3_600 ? t('time.inMinutes', { n: Math.round(left / 60) }) : when(moment)
  }

  /** «5 мин назад», beyond an hour the moment. */
  function since (moment: string | number): string {
    const past = Math.floor((now.value - new Date(moment).getTime()) / 1000)
    if (past < 10) return t('time.justNow')
    if (past < 90) return t('time.secondsAgo', { n: past })
    return past < 3_600 ? t('time.minutesAgo', { n: Math.round(past / 60) }) : when(moment)
  }

  /** A span in the units that people say: 15 с, 2 мин 30 с, 1 ч 25 мин, 3 д 4 ч. */
  function span (length: number): string {
    const seconds = Math.round(length)
    if (length < 120) return t('time.seconds', { n: number.value.format(length < 10 ? length : seconds) })
    const minutes = Math.round(length / 60)
    if (length < 600 && seconds % 60) return t('time.minutesSeconds', { m: Math.floor(seconds / 60), s: seconds % 60 })
    if (minutes < 60) return t('time.minutes', { n: minutes })
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
    if (hours < 24) return rest ? t('time.hoursMinutes', { h: hours, m: rest }) : t('time.hours', { n: hours })
    const [days, more] = [Math.floor(hours / 24), hours % 24]
    return more ? t('time.daysHours', { d: days, h: more }) : t('time.days', { n: days }, days)
  }

  return { now, when, until, since, span, date, time }
}
