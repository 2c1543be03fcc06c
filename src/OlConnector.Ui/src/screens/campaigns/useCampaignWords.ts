import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Campaign } from '../../api/campaigns'
import { useLines } from '../../api/lines'
import { session } from '../../session/session'
import { countGroups, groups, toneOfGroup } from '../../states/messageState'
import { useMoments } from '../../time/moments'
import { useWords } from '../../words'

/** How a mailing is named and told in a line of text. */
export function useCampaignWords (campaign: MaybeRefOrGetter<Campaign>) {
  const { t } = useWords()
  const { when } = useMoments()
  const { data } = useLines()

  const line = computed(() => data.value?.find(line => line.id === toValue(campaign).lineId))
  const lineName = computed(() => line.value?.name ?? (data.value ? t('campaigns.unknownLine') : ''))

  /**
   * What the app made up as a name begins with date and line, which stand in the note: only the text is left of it, in its first variant. A
   * name that a person gave stays.
   */
  const title = computed(() => {
    const { name, startedAt } = toValue(campaign)
    const [made, text] = /^\d{4}-\d\d-\d\d \d\d:\d\d(?: .*?: (.+))?$/.exec(name) ?? []
    if (made === undefined) return name
    return text ? text.replace(/\{([^{}|]*)\|[^{}]*\}/g, '$1') : t('campaigns.untitled', { at: when(startedAt) })
  })

  const author = computed(() => {
    const { author, authorName } = toValue(campaign)
    if (authorName) return authorName
    if (author && author === session()?.user.id) return session()!.user.name
    return author && t('campaigns.authorNumber', { id: author })
  })

  /** «Отдел продаж · из CRM-маркетинга · сегодня в 13:38 · Анна Лисицына» */
  const note = computed(() => {
    const { kind, startedAt } = toValue(campaign)
    return [lineName.value, t(`campaigns.from.${kind}`), when(startedAt), author.value].filter(Boolean).join(' · ')
  })

  const parts = computed(() => {
    const counts = countGroups(toValue(campaign).states)
    return groups.map(key => ({ key, word: t(`common.state.${key}`), tone: toneOfGroup[key], count: counts[key] }))
  })

  return { line, lineName, title, note, parts }
}
