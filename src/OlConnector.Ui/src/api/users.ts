import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, got, type Shapes } from './client'
import { useCommand } from './command'
import { keys } from './keys'
import { everyPage } from './pages'

export type User = Shapes['UserResource']

/** People who have opened the app once. */
export function useUsers (asks: () => boolean = () => true) {
  return useQuery({
    queryKey: keys.users(),
    queryFn: ({ signal }) => everyPage<User>(
      (cursor, signal) => got(api.GET('/api/v1/users', { params: { query: { limit: 200, cursor } }, signal })), signal),
    enabled: computed(asks)
  })
}

export function useChangeUser () {
  return useCommand(
    ({ id, patch }: { id: string, patch: Shapes['MergePatchOfUserDraft'] }) =>
      got(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: patch })),
    () => [keys.users()])
}
