import { secondsOf, spanOf } from '../../time/spans'

/** Paces that one chooses among: how long a line rests between two messages of a mailing. */
export const presets = [
  { key: 'careful', interval: spanOf(60) },
  { key: 'usual', interval: spanOf(30) },
  { key: 'least', interval: spanOf(15) }
] as const

export interface Pace { key: 'careful' | 'usual' | 'least' | 'own', interval: string, isBelowFloor: boolean }

/** The three, and the line's own pace when it is none of them. A kind of gateway may forbid the shorter ones. */
export function pacesOf (current: string, floor: string): Pace[] {
  const least = secondsOf(floor)
  const paces: Pace[] = presets.map(preset => ({ ...preset, isBelowFloor: secondsOf(preset.interval) < least }))
  const isPreset = paces.some(pace => secondsOf(pace.interval) === secondsOf(current))
  return isPreset ? paces : [...paces, { key: 'own', interval: current, isBelowFloor: false }]
}
