/**
 * In the portal's frame the Clipboard API is closed, and to try it leaves an error in the console. So the old way comes first: it works
 * wherever a person has just pressed something. False when neither worked.
 */
export async function copyText (text: string): Promise<boolean> {
  if (copyBySelection(text)) return true
  return await navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false
}

/** The field stands beside the button, for an overlay keeps the focus to itself. */
function copyBySelection (text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.style.cssText = 'position:fixed;opacity:0'
  const focused = document.activeElement as HTMLElement | null
  const place = focused?.closest('[role="dialog"]') ?? document.body
  place.append(area)
  area.select()
  const done = document.execCommand?.('copy') ?? false
  area.remove()
  focused?.focus()
  return done
}
