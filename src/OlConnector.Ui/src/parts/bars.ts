import type { Tone } from './tones'

/** One bar: what it stands for, and its pieces from the ground up. */
export interface Bar { label: string, pieces: readonly { tone: Tone, count: number }[] }
export interface BarFrame { width: number, height: number, left: number, top: number, bottom: number }

const GAP = 0.25
const WIDEST = 48
/** Room that a label needs, in pixels. */
const LABEL = 56

/** Bars, rows of the grid and those labels that have room, in pixels. */
export function drawnBars (bars: readonly Bar[], frame: BarFrame) {
  const sums = bars.map(bar => bar.pieces.reduce((sum, piece) => sum + piece.count, 0))
  const most = Math.max(1, ...sums)
  const room = (frame.width - frame.left) / Math.max(1, bars.length)
  const width = Math.min(WIDEST, room * (1 - GAP))
  const inner = frame.height - frame.top - frame.bottom
  const ground = frame.height - frame.bottom
  const every = Math.max(1, Math.ceil(LABEL / room))
  const middle = (index: number) => frame.left + (index + 0.5) * room

  const pieces = bars.flatMap((bar, index) => {
    let below = 0
    return bar.pieces.filter(piece => piece.count > 0).map(piece => {
      const height = piece.count / most * inner
      below += height
      return { key: `${index} ${piece.tone}`, tone: piece.tone, x: middle(index) - width / 2, y: ground - below, width, height }
    })
  })
  return {
    pieces,
    rows: [...new Set([0, Math.round(most / 2), most])].map(count => ({ count, y: ground - count / most * inner })),
    labels: bars.map((bar, index) => ({ text: bar.label, x: middle(index), shown: index % every === 0 })).filter(label => label.shown)
  }
}
