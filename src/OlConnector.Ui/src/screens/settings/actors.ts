import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Token } from '../../api/tokens'
import { useUsers } from '../../api/users'
import { useWords, type WordKey } from '../../words'

/** Who did it, by name: the API writes `user 27`, `token 9f…`, `system`, `gateway`. */
export function useActors (tokens: MaybeRefOrGetter<readonly Token[] | undefined>) {
  const { t } = useWords()
  const { data: users } = useUsers()
  const byId = computed(() => new Map(users.value?.map(user => [user.id, user.name])))

  function nameOf (actor: string): string {
    const [kind, id = ''] = actor.split(' ', 2)
    if (kind === 'user' && id) return byId.value.get(id) ?? t('audit.actor.user', { id })
    if (kind === 'token' && id) {
      const token = toValue(tokens)?.find(one => one.id === id)
      return token ? t('tokens.madeByToken', { name: token.name }) : t('tokens.madeByGone')
    }
    return said[actor] ? t(said[actor]) : actor
  }

  return { nameOf }
}

const said: Record<string, WordKey> = {
  system: 'audit.actor.system', gateway: 'audit.actor.gateway', operator: 'audit.actor.operator', recipient: 'audit.actor.recipient',
  'gateway callback': 'audit.actor.callback', 'frame call': 'audit.actor.frame', 'event call': 'audit.actor.event',
  'handler call': 'audit.actor.handler', 'session renewal': 'audit.actor.renewal'
}
