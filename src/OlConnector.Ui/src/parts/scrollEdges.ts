import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useWidth } from './width'

/** On which sides a strip that scrolls sideways has more than it shows: classes for its edges. */
export function useScrollEdges (strip: Readonly<ShallowRef<HTMLElement | null>>) {
  const edges = shallowRef({ 'more-left': false, 'more-right': false })
  function look (): void {
    const { scrollLeft, scrollWidth, clientWidth } = strip.value ?? { scrollLeft: 0, scrollWidth: 0, clientWidth: 0 }
    edges.value = { 'more-left': scrollLeft > 1, 'more-right': scrollLeft + clientWidth < scrollWidth - 1 }
  }
  watch(useWidth(strip), look)
  watch(strip, (now, before) => {
    before?.removeEventListener('scroll', look)
    now?.addEventListener('scroll', look, { passive: true })
  }, { immediate: true })
  onScopeDispose(() => strip.value?.removeEventListener('scroll', look))
  return edges
}
