import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** How far the server's clock is ahead of ours, in milliseconds. */
let ahead = 0

/** Takes the offset from an answer's `Date` header, whose seconds are whole: half a second is added. */
export function clockFrom (date: string | null, now = Date.now()): void {
  const told = date ? Date.parse(date) : NaN
  if (!Number.isNaN(told) && Math.abs(told + 500 - now - ahead) > 1500) ahead = told + 500 - now
}

export const serverNow = (): number => Date.now() + ahead

const now = shallowRef(serverNow())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The server's time, ticking each second while somebody looks. */
export function useNow (): Readonly<ShallowRef<number>> {
  if (watchers++ === 0) timer = setInterval(() => { now.value = serverNow() }, 1000)
  now.value = serverNow()
  onScopeDispose(() => { if (--watchers === 0) clearInterval(timer) })
  return now
}
