import { computed, onMounted, onScopeDispose, watch, type ShallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { askHeight, portal, setTitle } from '../session/portal'
import { session } from '../session/session'
import { useWords } from '../words'

const LEAST_HEIGHT = 700
const CALLS_APART = 200

/**
 * Our place in the portal. An ordinary page fills its frame and asks for a decent height once; in the tab of a CRM card the frame grows with
 * the content. Everything here waits for the first paint.
 */
export function useFrame (root: Readonly<ShallowRef<HTMLElement | null>>) {
  const { t } = useWords()
  const route = useRoute()
  const isEmbedded = computed(() => /^CRM_\w+_DETAIL_TAB$/.test(session()?.placement.code ?? ''))
  const title = computed(() => route.meta.title)

  onMounted(() => requestAnimationFrame(() => setTimeout(async () => {
    if (!session() || !await portal()) return
    watch(title, key => { if (key) void setTitle(t(key)) }, { immediate: true })
    if (isEmbedded.value) follow(root.value)
    else if (document.documentElement.clientHeight < LEAST_HEIGHT) void askHeight(LEAST_HEIGHT)
  })))

  const ends: (() => void)[] = []
  onScopeDispose(() => ends.forEach(end => end()))

  function follow (element: HTMLElement | null): void {
    if (!element) return
    let pending: ReturnType<typeof setTimeout> | undefined
    const observer = new ResizeObserver(() => {
      pending ??= setTimeout(() => {
        pending = undefined
        void askHeight(element.scrollHeight)
      }, CALLS_APART)
    })
    observer.observe(element)
    ends.push(() => observer.disconnect())
  }

  return { isEmbedded }
}
