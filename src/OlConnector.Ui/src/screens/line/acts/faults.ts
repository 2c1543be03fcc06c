import { Refused } from '../../../api/refused'
import { useWords } from '../../../words'

/** A refusal in the server's words; where nothing answered, what to do about that. */
export function useFault () {
  const { t } = useWords()
  return (error: unknown): string | null => !error ? null : error instanceof Refused && error.detail ? error.detail : t('common.noConnection')
}
