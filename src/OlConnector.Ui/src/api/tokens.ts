import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { everyPage } from './pages'

export type Token = Shapes['TokenResource']

export function useTokens (asks: () => boolean = () => true) {
  return useQuery({
    queryKey: keys.tokens(),
    queryFn: ({ signal }) => everyPage<Token>(
      (cursor, signal) => got(api.GET('/api/v1/tokens', { params: { query: { limit: 200, cursor } }, signal })), signal),
    enabled: computed(asks)
  })
}

/** The answer holds the token itself, this once. */
export function useMakeToken () {
  return useCommand(
    (draft: Shapes['TokenDraft'], key) => got(api.POST('/api/v1/tokens', { body: draft, headers: key })), () => [keys.tokens()])
}

export function useRevokeToken () {
  return useCommand(({ id }: { id: string }) => got(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })), () => [keys.tokens()])
}
