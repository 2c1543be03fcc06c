import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { session } from '../session/session'
import { useNow } from './clock'

const DAY = 86_400_000

/** How moments and spans are said, in the person's own zone. */
export function useMoments () {
  const { t, locale } = useI18n()
  const now = useNow()
  const timeZone = session()?.user.timeZone ?? undefined
  const clock = computed(() => new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit', timeZone }))
  const day = computed(() => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'long', timeZone }))

  const dayOf = (at: number) => day.value.format(at)

  /** «сегодня в 14:35», «завтра в 10:00», «3 декабря в 10:00». */
  function when (moment: string): string {
    const at = Date.parse(moment)
    const time = clock.value.format(at)
    if (dayOf(at) === dayOf(now.value)) return t('time.today', { time })
    if (dayOf(at) === dayOf(now.value + DAY)) return t('time.tomorrow', { time })
    return t('time.at', { date: dayOf(at), time })
  }

  /** Counts down within the hour, else tells the moment. Never negative: what is due is being sent. */
  function until (moment: string): string {
    const seconds = Math.ceil((Date.parse(moment) - now.value) / 1000)
    if (seconds <= 0) return t('time.sending')
    if (seconds < 120) return t('time.inSeconds', { n: seconds })
    return seconds < 3_600 ? t('time.inMinutes', { n: Math.round(seconds / 60) }) : when(moment)
  }

  /** A span in the largest unit that is still exact enough. */
  function span (seconds: number): string {
    const number = new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 })
    return seconds < 120 ? t('time.seconds', { n: number.format(seconds) }) : t('time.minutes', { n: number.format(seconds / 60) })
  }

  return { now, when, until, span }
}
