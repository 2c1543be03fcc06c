import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Campaign } from '../../api/campaigns'
import { session } from '../../session/session'
import { useMoments } from '../../time/moments'
import { secondsOf } from '../../time/spans'
import { useWords } from '../../words'
import { hoursOf } from '../launch/hours'
import { secondsBetween } from '../prepare/wish'

/** What the mailing obeys, in sentences: its own settings, and the usual where it has none. */
export function useSettingsWords (campaign: MaybeRefOrGetter<Campaign>) {
  const { t, locale } = useWords()
  const { when, span } = useMoments()

  return computed(() => {
    const { guard, waves, window, startAt, validUntil } = toValue(campaign).settings
    const pace = secondsBetween(toValue(campaign).settings)
    const limit = guard?.limit ?? session()?.bounds?.guardLimit ?? 100
    return [
      t('prepare.said.limit', { n: limit, what: t(`prepare.policy.${guard?.policy ?? 'usual'}`).toLocaleLowerCase() }),
      waves && t('prepare.said.waves', { n: waves.size ?? 50, gap: span(secondsOf(waves.gap!)) }),
      window ? t('prepare.said.hours', { hours: hoursOf(window as Parameters<typeof hoursOf>[0], t, locale.value) }) : t('prepare.said.lineHours'),
      pace && t('prepare.said.pace', { span: span(pace) }),
      startAt && t('prepare.said.start', { at: when(startAt) }),
      validUntil && t('prepare.said.end', { at: when(validUntil) })
    ].filter((one): one is string => !!one)
  })
}
