import { useTokens } from '../../api/tokens'
import { useUsers } from '../../api/users'
import { operator } from '../../session/operator'
import { useRights } from '../../session/rights'
import { session } from '../../session/session'
import { useWords } from '../../words'

/** Names for the audit's actors: `user 7`, `token …`, `gateway`, `system`, `operator`. Administrators read names, others numbers. */
export function useWho () {
  const { t } = useWords()
  const { may } = useRights()
  const mayNames = () => session() !== null && operator() === null && may('users').yes
  const users = useUsers(mayNames)
  const tokens = useTokens(mayNames)

  function nameOf (actor: string): string {
    const [kind, id = ''] = actor.split(' ')
    if (kind === 'user' && id === session()?.user.id) return t('line.history.who.you')
    if (kind === 'user') return users.data.value?.find(user => user.id === id)?.name ?? t('line.history.who.user', { id })
    if (kind === 'token') return tokens.data.value?.find(token => token.id === id)?.name ?? t('line.history.who.token', { id: id.slice(0, 8) })
    if (kind === 'gateway' || kind === 'system' || kind === 'operator') return t(`line.history.who.${kind}`)
    return actor
  }

  return { nameOf }
}
