import { computed } from 'vue'
import { useLineHistory } from '../../api/line'
import type { Line } from '../../api/lines'
import { useRights } from '../../session/rights'
import { useMoments } from '../../time/moments'
import { useWords } from '../../words'
import { useWho } from './who'

/** «Поставил на паузу …, вчера в 14:02»: the history knows it, for those who may read it. */
export function usePauser (line: () => Line) {
  const { t } = useWords()
  const { may } = useRights()
  const { when } = useMoments()
  const { nameOf } = useWho()
  const isAsked = () => line().state === 'paused' && may('line.history', line().id).yes
  const { rows } = useLineHistory(() => line().id, isAsked)

  return computed(() => {
    const entry = isAsked() ? rows.value.find(row => row.action === 'line paused') : undefined
    return entry ? t('line.why.by', { who: nameOf(entry.actor), when: when(entry.at) }) : ''
  })
}
