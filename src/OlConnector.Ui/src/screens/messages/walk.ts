import { onScopeDispose, shallowRef, watchEffect } from 'vue'

/** The list that stands on the screen: the drawer walks through it with ↑ and ↓. */
export const walk = shallowRef<readonly string[]>([])

export function offerWalk (ids: () => string[]): void {
  watchEffect(() => { walk.value = ids() })
  onScopeDispose(() => { walk.value = [] })
}

/** What stands before and after it, and its place. */
export function neighbours (list: readonly string[], id: string) {
  const index = list.indexOf(id)
  return { index, previous: index > 0 ? list[index - 1]! : null, next: index >= 0 ? list[index + 1] ?? null : null }
}
