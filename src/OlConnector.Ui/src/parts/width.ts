import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** The width of an element as it changes, in pixels; 0 before it is there. */
export function useWidth (element: Readonly<ShallowRef<HTMLElement | null>>): Readonly<ShallowRef<number>> {
  const width = shallowRef(0)
  const observer = new ResizeObserver(([entry]) => { width.value = entry!.contentRect.width })
  watch(element, (now, before) => {
    if (before) observer.unobserve(before)
    if (now) observer.observe(now)
  }, { immediate: true })
  onScopeDispose(() => observer.disconnect())
  return width
}
