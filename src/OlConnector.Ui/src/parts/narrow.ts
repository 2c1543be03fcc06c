import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** True where a table has no room for all of its columns. */
export function useNarrow (below = 768): Readonly<ShallowRef<boolean>> {
  const query = matchMedia(`(max-width: ${below - 1}px)`)
  const isNarrow = shallowRef(query.matches)
  const follow = () => { isNarrow.value = query.matches }
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return isNarrow
}
