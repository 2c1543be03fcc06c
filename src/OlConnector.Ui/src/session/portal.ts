import type { B24Frame } from '@bitrix24/b24jssdk'

let frame: Promise<B24Frame | null> | null = null

/**
 * The portal around our frame, by Bitrix24's own SDK. Loaded after the first paint: nothing that is shown first needs it.
 * Null where there is no portal (support's console, a developer's tab). REST is never called from here: the server does that.
 */
export function portal (): Promise<B24Frame | null> {
  frame ??= window.parent === window
    ? Promise.resolve(null)
    : import('@bitrix24/b24jssdk').then(sdk => sdk.initializeB24Frame()).catch(() => null)
  return frame
}
