import { useWords, type WordKey, type Words } from '../../words'

type ErrorKey = keyof Words['webhooks']['error']

const known = new Set<string>([
  'STATUS', 'REDIRECT', 'TIMEOUT', 'NAME_NOT_FOUND', 'ADDRESS_NOT_PERMITTED', 'TLS', 'UNREACHABLE', 'BROKEN', 'SECRET_LOST'
] satisfies ErrorKey[])

/** What came of a try, in a person's words. A code that this version does not know is shown as it is. */
export function useDeliveryWords () {
  const { t } = useWords()
  const outcomeOf = ({ error, status }: { error?: string | null, status?: number | null }): string => {
    if (!error) return ''
    return known.has(error) ? t(`webhooks.error.${error}` as WordKey, { status: status ?? '' }) : error
  }
  return { outcomeOf }
}
