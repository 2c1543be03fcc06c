import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Campaign } from '../../api/campaigns'
import { useLines } from '../../api/lines'
import { session } from '../../session/session'
import { madeName, standsBy, toneOfCampaign } from '../../states/campaignState'
import { toneOfLine } from '../../states/lineState'
import { countGroups, groups, toneOfGroup } from '../../states/messageState'
import { useMoments } from '../../time/moments'
import { useWords } from '../../words'
import { fieldName } from '../compose/fields'
import { useWhy } from '../line/why'

/** How a mailing is named and told in a line of text. */
export function useCampaignWords (campaign: MaybeRefOrGetter<Campaign>) {
  const { t } = useWords()
  const { when } = useMoments()
  const { data } = useLines()
  const why = useWhy()

  const line = computed(() => data.value?.find(line => line.id === toValue(campaign).lineId))
  const lineName = computed(() => line.value?.name ?? (data.value ? t('campaigns.unknownLine') : ''))

  /**
   * What the app made up as a name begins with date and line, which stand in the note: only the text is left of it, with its fields by the
   * name that people know. A name that a person gave stays.
   */
  const title = computed(() => {
    const { name, startedAt } = toValue(campaign)
    const [made, text] = madeName(name) ?? []
    if (made === undefined) return name
    return text ? text.replace(/\[([\w.]+)\]/g, (_, field: string) => `[${fieldName(field, t)}]`) : t('campaigns.untitled', { at: when(startedAt) })
  })

  /** Its state in a word. A line that stands makes its mailing stand, whatever the mailing is. */
  const stands = computed(() => standsBy(toValue(campaign), line.value))
  const mark = computed(() => stands.value
    ? { tone: toneOfLine[stands.value], word: t('campaigns.stands.word') }
    : { tone: toneOfCampaign[toValue(campaign).state], word: t(`common.campaign.${toValue(campaign).state}`) })
  const standsWhy = computed(() => stands.value
    ? t('campaigns.stands.why', {
        line: lineName.value, word: t(`lines.state.${stands.value}`).toLocaleLowerCase(), why: why.brief(line.value!)
      }) : '')

  const author = computed(() => {
    const { author, authorName } = toValue(campaign)
    if (authorName) return authorName
    if (author && author === session()?.user.id) return session()!.user.name
    return author && t('campaigns.authorNumber', { id: author })
  })

  /** «Отдел продаж · из CRM-маркетинга · сегодня в 13:38 · Анна Лисицына» */
  const note = computed(() => {
    const { kind, startedAt, runOf } = toValue(campaign)
    return [lineName.value, t(`campaigns.from.${kind}`), runOf && t('prepare.run'), when(startedAt), author.value].filter(Boolean).join(' · ')
  })

  const parts = computed(() => {
    const counts = countGroups(toValue(campaign).states)
    return groups.map(key => ({ key, word: t(`common.state.${key}`), tone: toneOfGroup[key], count: counts[key] }))
  })

  return { line, lineName, title, note, parts, mark, standsWhy }
}
