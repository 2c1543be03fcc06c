import { computed } from 'vue'
import { useServerSession } from '../../api/session'
import { session } from '../../session/session'
import { useWords } from '../../words'

/** What the trial lets out of so many messages, said before somebody acts. Null where nothing is limited, or all of them may go. */
export function useDemoRoom () {
  const { t } = useWords()
  const { data } = useServerSession()
  const left = computed(() => data.value?.portal.demoLeft ?? null)
  const most = computed(() => session()?.bounds?.demoMessages ?? 0)
  const isSpent = computed(() => left.value === 0)

  /** Of `wanted` messages that somebody is about to let go. */
  function warning (wanted: number): string | null {
    if (left.value === null || wanted <= left.value) return null
    return left.value === 0 ? t('demo.room.none') : t('demo.room.some', { left: left.value, wanted })
  }

  /** How the trial stands, with what to do; null outside of one. */
  const said = computed(() => left.value === null ? null
    : left.value === 0 ? t('demo.room.none') : t('demo.room.left', { left: left.value, n: most.value }))

  return { left, isSpent, warning, said }
}
