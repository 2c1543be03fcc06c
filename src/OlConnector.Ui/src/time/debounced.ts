import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** Follows `source` once it has been still for so many milliseconds. */
export function debounced<T> (source: () => T, stillness: number): Readonly<ShallowRef<T>> {
  const settled = shallowRef(source())
  let pending: ReturnType<typeof setTimeout> | undefined
  watch(source, value => {
    clearTimeout(pending)
    pending = setTimeout(() => { settled.value = value }, stillness)
  })
  onScopeDispose(() => clearTimeout(pending))
  return settled
}
