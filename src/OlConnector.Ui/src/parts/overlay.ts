import { watch, type Ref } from 'vue'
import { placeOverlays } from './visibleSlice'

/** What Drawer and Modal have in common: they stand where the person looks, and give the focus back to where it came from. */
export function useOverlayPlace (open: Ref<boolean>) {
  let before: HTMLElement | null = null

  watch(open, is => {
    if (!is) return
    before = document.activeElement as HTMLElement | null
    void placeOverlays()
  }, { immediate: true, flush: 'sync' })

  /** For `content`: without a trigger of its own the library would leave the focus nowhere. */
  return {
    onCloseAutoFocus (event: Event) {
      event.preventDefault()
      if (before?.isConnected) before.focus()
    }
  }
}
