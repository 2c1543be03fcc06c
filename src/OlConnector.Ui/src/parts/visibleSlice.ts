/** The part of our page that a person sees. In a frame taller than the window, `fixed` sticks to the frame: overlays are put into this slice. */
export interface Slice { top: number, height: number }

/** What the observer tells, in the page's own coordinates; the whole page where it tells nothing. */
export function sliceOf (seen: { top: number, height: number }, page: { top: number, height: number }): Slice {
  return seen.height > 0 ? { top: Math.max(0, seen.top - page.top), height: seen.height } : { top: 0, height: page.height }
}

/** Asks once. The implicit root of the observer is the browser's window, even across sites. */
export function visibleSlice (): Promise<Slice> {
  return new Promise(resolve => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect()
      resolve(sliceOf(entry!.intersectionRect, entry!.boundingClientRect))
    })
    observer.observe(document.documentElement)
  })
}

/** Puts the slice into `--olc-slice-top` and `--olc-slice-height`; Drawer and modals stand in them. */
export async function placeOverlays (): Promise<void> {
  const { top, height } = await visibleSlice()
  document.documentElement.style.setProperty('--olc-slice-top', `${top}px`)
  document.documentElement.style.setProperty('--olc-slice-height', `${height}px`)
}
