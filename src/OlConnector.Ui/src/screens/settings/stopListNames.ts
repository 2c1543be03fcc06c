import type { Suppression } from '../../api/suppressions'
import { phoneText } from '../../parts/phoneText'
import { useWords } from '../../words'
import { useActors } from './actors'

/** How an entry of the stop list is called, who entered it and why, in a person's words. */
export function useStopListNames () {
  const { t } = useWords()
  const { nameOf } = useActors([])

  const entryName = (entry: Suppression) => entry.phone ? phoneText(entry.phone) : entry.mask ?? t('stopList.erased')

  function whoOf (entry: Suppression): string {
    if (entry.byName) return entry.byName
    return entry.by === 'recipient' ? t('stopList.recipient') : nameOf(entry.by ?? '')
  }

  function whyOf (entry: Suppression): string {
    if (entry.reason === 'OPTED_OUT') return t('stopList.vendor')
    return entry.reason === 'BLACKLISTED' ? t('stopList.unsaid') : entry.reason
  }

  return { entryName, whoOf, whyOf }
}
