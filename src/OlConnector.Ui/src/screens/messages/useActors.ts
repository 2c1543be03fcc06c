import { session } from '../../session/session'
import { useWords, type WordKey } from '../../words'

const known: Record<string, WordKey> = {
  portal: 'messages.by.portal', system: 'messages.by.system', gateway: 'messages.by.gateway', operator: 'messages.by.operator'
}

/** Who did something, in words: the API says `user 7`, `token …`, `portal`, `system`, `gateway`. */
export function useActors () {
  const { t } = useWords()

  function who (by: string, name?: string | null): string {
    if (name) return name
    const [kind, id = ''] = by.split(' ')
    if (kind === 'user') return id === session()?.user.id ? session()!.user.name : t('messages.by.user', { id })
    return kind === 'token' ? t('messages.by.token') : known[by] ? t(known[by]) : by
  }

  return { who }
}
