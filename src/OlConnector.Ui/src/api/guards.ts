import { computed } from 'vue'
import { session } from '../session/session'
import type { Shapes } from './client'
import type { Line } from './lines'
import { useSettings } from './settings'

export type Guard = Shapes['GuardJson']
export type Policy = NonNullable<NonNullable<Guard>['policy']>
export const policies: readonly Policy[] = ['holdExcess', 'holdAll', 'warn', 'rejectExcess']

/** Who says how large a mailing may be. */
export type Level = Shapes['GuardLevel']

/** What holds where nothing else is said: by the line, where there is one, then the portal, then the app. */
export interface Usual { warn: number, limit: number, from: Level, collects: boolean, collectsFrom: Level }

const says = (guard: Guard | null | undefined) => !!guard && Object.values(guard).some(part => part !== null && part !== undefined)

export function usualOf (line: Pick<Line, 'guard' | 'collect'> | undefined, portal: Shapes['PortalSettings'] | undefined,
  app: { guardWarn: number, guardLimit: number } | null | undefined): Usual {
  const limit = line?.guard?.limit ?? portal?.guard?.limit ?? app?.guardLimit ?? 100
  return {
    warn: Math.min(limit, line?.guard?.warn ?? portal?.guard?.warn ?? app?.guardWarn ?? 50),
    limit,
    from: says(line?.guard) ? 'line' : says(portal?.guard) ? 'portal' : 'app',
    collects: line?.collect ?? portal?.collect ?? false,
    collectsFrom: line?.collect === null || line?.collect === undefined ? portal?.collect ? 'portal' : 'app' : 'line'
  }
}

/** The same, read. Without a line what holds for a line itself. */
export function useUsualGuard (line: () => Pick<Line, 'guard' | 'collect'> | undefined = () => undefined) {
  const { data } = useSettings()
  return computed(() => usualOf(line(), data.value, session()?.bounds))
}
