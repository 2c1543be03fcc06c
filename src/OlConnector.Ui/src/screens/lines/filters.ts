import type { Line } from '../../api/lines'
import { needsPerson } from '../../states/lineState'

/** A tile of the list is a filter: which lines its figure is made of. */
export type LineFilter = 'queued' | 'held' | 'attention'

const tests: Record<LineFilter, (line: Line) => boolean> = {
  queued: line => line.queued + line.accepted + line.inFlight > 0,
  held: line => line.held > 0,
  attention: needsPerson
}

export const isFilter = (word: string): word is LineFilter => word in tests
export const linesIn = (filter: LineFilter, lines: readonly Line[]): Line[] => lines.filter(tests[filter])
export const shownBy = (filter: string, lines: readonly Line[]): readonly Line[] => isFilter(filter) ? linesIn(filter, lines) : lines
export const totalOf = (figure: 'queued' | 'held', lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line[figure], 0)
