import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Campaign } from '../../api/campaigns'
import { useUsualGuard } from '../../api/guards'
import { useLines } from '../../api/lines'
import { isOwn } from '../../states/campaignState'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { useWords } from '../../words'
import { hoursOf } from '../launch/hours'

/** What the mailing obeys, in sentences: its own settings, and the usual where it has none. */
export function useSettingsWords (campaign: MaybeRefOrGetter<Campaign>) {
  const { t, locale } = useWords()
  const { when, span } = useMoments()
  const { data: lines } = useLines()
  const usual = useUsualGuard(() => lines.value?.find(line => line.id === toValue(campaign).lineId))

  return computed(() => {
    const { waves, window, startAt, validUntil, collect, spreadEvenly, endAt, perMinute, interval } = toValue(campaign).settings
    const { guard } = toValue(campaign)
    return [
      t('prepare.said.limit', {
        n: guard.limit, what: t(`guard.policy.${guard.policy}`).toLocaleLowerCase(), from: t(`guard.of.${guard.from}`)
      }),
      !isOwn(toValue(campaign)) && (collect ?? usual.value.collects) && t('prepare.said.collect'),
      waves && t('prepare.said.waves', { n: waves.size ?? 50, gap: span(secondsOf(waves.gap!)) }),
      window ? t('prepare.said.hours', { hours: hoursOf(window as Parameters<typeof hoursOf>[0], t, locale.value) }) : t('prepare.said.lineHours'),
      interval && t('prepare.said.pace', { span: span(secondsOf(interval)) }),
      perMinute && t('prepare.said.perMinute', { n: perMinute }),
      startAt && t('prepare.said.start', { at: when(startAt) }),
      spreadEvenly && endAt && t('prepare.said.spread', { at: when(endAt) }),
      validUntil && t('prepare.said.end', { at: when(validUntil) })
    ].filter((one): one is string => !!one)
  })
}
