import { secondsOf, spanOf } from '../../time/spans'

/** Paces that one chooses among: how long a line rests between two messages of a mailing. */
const presets = { careful: spanOf(60), usual: spanOf(30), least: spanOf(15) }

export interface Pace { key: keyof typeof presets | 'own', interval: string, isBelowFloor: boolean }

const isSame = (one: string, other: string) => secondsOf(one) === secondsOf(other)

/** What a new line begins with: nobody has chosen the shortest pause for it, which is the server's. */
export const beginningOf = (current: string): string => isSame(current, presets.least) ? presets.careful : current

/** The three, and the line's own pace when it is none of them. A kind of gateway may forbid the shorter ones. */
export function pacesOf (current: string, floor: string): Pace[] {
  const paces: Pace[] = (['careful', 'usual', 'least'] as const)
    .map(key => ({ key, interval: presets[key], isBelowFloor: secondsOf(presets[key]) < secondsOf(floor) }))
  const isPreset = paces.some(pace => isSame(pace.interval, current))
  return isPreset ? paces : [...paces, { key: 'own', interval: current, isBelowFloor: false }]
}
