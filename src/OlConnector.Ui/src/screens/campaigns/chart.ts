export interface Point { at: number, sent: number }
export interface Frame { width: number, height: number, left: number, bottom: number, top: number, right: number }
export interface Still { x: number, width: number, y: number, seconds: number }

const STILL_AT_LEAST = 120_000
const STILL_TIMES_USUAL = 4
const HALF = 0.5

/** Pieces in which nothing left: much longer than the usual gap. The one that lasts until now counts too. */
export function stillsOf (real: readonly Point[], now: number | null): { from: Point, to: number }[] {
  const ends = [...real.slice(1).map(point => point.at), ...(now === null ? [] : [now])]
  const gaps = real.slice(0, ends.length).map((from, index) => ({ from, to: ends[index]! }))
  const lengths = gaps.map(gap => gap.to - gap.from.at).sort((left, right) => left - right)
  const usual = lengths[Math.floor(lengths.length * HALF)] ?? 0
  return gaps.filter(gap => gap.to - gap.from.at >= Math.max(STILL_AT_LEAST, usual * STILL_TIMES_USUAL))
}

/** Lines, ticks and flat pieces in pixels. `until` is the moment up to which the real line goes on: now while it runs, null once it is over. */
export function drawn (real: readonly Point[], planned: readonly Point[], until: number | null, frame: Frame, kept: readonly Point[] = []) {
  const all = [...real, ...planned, ...kept]
  const first = Math.min(...all.map(point => point.at), until ?? Infinity)
  const last = Math.max(...all.map(point => point.at), until ?? 0, first + 60_000)
  const most = Math.max(1, ...all.map(point => point.sent))
  const inner = { width: frame.width - frame.left - frame.right, height: frame.height - frame.top - frame.bottom }
  const x = (at: number) => frame.left + (at - first) / (last - first) * inner.width
  const y = (sent: number) => frame.top + (1 - sent / most) * inner.height
  const line = (points: readonly Point[]) => points.map(point => `${round(x(point.at))},${round(y(point.sent))}`).join(' ')

  const stills = stillsOf(real, until)
  const path = real.flatMap(point => {
    const still = stills.find(still => still.from === point)
    return still ? [point, { at: still.to, sent: point.sent }] : [point]
  })
  const end = real.at(-1)
  if (until !== null && end && path.at(-1)!.at < until) path.push({ at: until, sent: end.sent })
  const ground = y(0)

  return {
    sent: line(path),
    area: path.length ? `${round(x(path[0]!.at))},${ground} ${line(path)} ${round(x(path.at(-1)!.at))},${ground}` : '',
    plan: planned.length && until !== null ? line([until, planned[0]!.at].map(at => ({ at, sent: end?.sent ?? 0 })).concat(planned)) : '',
    kept: line(kept),
    length: last - first,
    now: until === null ? null : x(until),
    end: end && path.length ? { x: x(path.at(-1)!.at), y: y(end.sent) } : null,
    stills: stills.map(still => ({
      x: x(still.from.at), width: x(still.to) - x(still.from.at), y: y(still.from.sent), seconds: (still.to - still.from.at) / 1000
    }) satisfies Still),
    rows: [...new Set([0, Math.round(most * HALF), most])].map(sent => ({ y: y(sent), sent })),
    moments: momentsOf(first, last, inner.width).map(at => ({ x: x(at), at }))
  }
}

/** Differences below a minute are nobody's business. */
const NOTICED = 60_000

/** How much later than it was planned the last message leaves, or left, in seconds; null where both end alike, or one cannot be told. */
export function delayOf (kept: readonly Point[], real: readonly Point[], planned: readonly Point[]): number | null {
  const wanted = kept.at(-1)
  const last = planned.at(-1) ?? real.at(-1)
  if (!wanted || !last || last.sent < wanted.sent) return null
  const delay = last.at - wanted.at
  return Math.abs(delay) < NOTICED ? null : delay / 1000
}

const LABEL = 110
function momentsOf (first: number, last: number, width: number): number[] {
  const count = Math.max(2, Math.min(5, Math.floor(width / LABEL)))
  return Array.from({ length: count }, (_, index) => first + (last - first) * index / (count - 1))
}

const round = (number: number): number => Math.round(number * 10) / 10
