import type { B24Frame } from '@bitrix24/b24jssdk'

let frame: Promise<B24Frame | null> | null = null

/**
 * The portal around our frame, by Bitrix24's own SDK. Loaded after the first paint: nothing that is shown first needs it.
 * Null where there is no portal (support's console, a developer's tab). REST is the server's: from here only a card is read, in the name of
 * the person who looks (docs/adr/0016).
 */
export function portal (): Promise<B24Frame | null> {
  frame ??= window.parent === window
    ? Promise.resolve(null)
    : import('@bitrix24/b24jssdk').then(sdk => sdk.initializeB24Frame()).catch(() => null)
  return frame
}

/** What one asks of the portal when there is one; without it, or when it does not answer, nothing happens. */
async function ask<T> (wish: (frame: B24Frame) => Promise<T>): Promise<T | undefined> {
  const found = await portal()
  return found ? wish(found).catch(() => undefined) : undefined
}

/** The heading above our frame. */
export const setTitle = (title: string) => ask(frame => frame.parent.setTitle(title))

/** The frame's own reload: the portal posts a fresh session. */
export const reloadFrame = () => ask(frame => frame.parent.reloadWindow())

/** Tells the portal that the installer is done. Only the installer's page may. */
export const finishInstall = () => ask(async frame => { if (frame.isInstallMode) await frame.installFinish() })

/** Opens a page of the portal, such as a card of CRM, in its slider: `/crm/contact/details/27/`. */
export const openInPortal = (path: string) => ask(frame => frame.slider.openPath(frame.slider.getUrl(path)))

/** Asks for a frame of this height; the width stays. */
export const askHeight = (height: number) => ask(frame => frame.parent.resizeWindow(document.documentElement.clientWidth, Math.ceil(height)))

/** Opens the app in a slider of its own; `place` is what `entryOf` reads, such as `{ message: id }`. */
export const openInSlider = (place: Record<string, string>) => ask(frame => frame.slider.openSliderAppPage(place))

/** A card of CRM as this person may see it; null where they may not, or there is no portal. */
export const readCard = (entityTypeId: number, id: number): Promise<Record<string, unknown> | null> => ask(async frame => {
  const answer = await frame.actions.v2.call.make<{ item: Record<string, unknown> }>({ method: 'crm.item.get', params: { entityTypeId, id } })
  return answer.isSuccess ? answer.getData()?.result?.item ?? null : null
}).then(card => card ?? null)
