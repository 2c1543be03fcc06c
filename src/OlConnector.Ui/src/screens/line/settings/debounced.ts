import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** The value of a while ago: what is typed asks the server once it rests. */
export function useDebounced<T> (source: () => T, milliseconds = 300): Readonly<Ref<T>> {
  const rested = ref(source()) as Ref<T>
  let pending: ReturnType<typeof setTimeout> | undefined
  watch(source, value => {
    clearTimeout(pending)
    pending = setTimeout(() => { rested.value = value }, milliseconds)
  })
  onScopeDispose(() => clearTimeout(pending))
  return rested
}
