import { useMoments } from '../../time/moments'

const DAY = 20 * 3_600_000

/** Moments as figures: «14:13» today, with the day when it is another one. */
export function useFigureMoments () {
  const { now, date, time, when } = useMoments()
  const about = (moment: string | number) => date(moment) === date(now.value) ? time(moment) : when(moment)
  /** A label of an axis: clock, or day when the axis is longer than a day. */
  const label = (moment: number, length: number) => length < DAY ? time(moment) : date(moment)
  return { about, label }
}
