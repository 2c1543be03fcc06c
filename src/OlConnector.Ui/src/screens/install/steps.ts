import type { Line } from '../../api/lines'

/** The way from nothing to a line that sends. Nothing of it is kept in the browser: where one stands is seen from what the server has. */
export const steps = ['need', 'line', 'pace', 'check', 'done'] as const
export type Step = typeof steps[number]

/** A line that somebody began and never finished: its gateway never said that it is connected. */
const isBegun = (line: Line): boolean => line.state !== 'off' && line.connectedAt === null

const newestOf = (lines: readonly Line[]): Line | null =>
  lines.reduce<Line | null>((newest, line) => newest && newest.createdAt > line.createdAt ? newest : line, null)

/** The line that the wizard is about: the one that the address names, else one that was begun, else, while installing, the newest. */
export function lineOf (lines: readonly Line[], named: string | null, isInstalling: boolean): Line | null {
  if (named === 'new') return null
  if (named) return lines.find(line => line.id === named) ?? null
  return newestOf(lines.filter(isBegun)) ?? (isInstalling ? newestOf(lines.filter(line => line.state !== 'off')) : null)
}

/** Where one goes on. A line that was tried has gone the whole way. */
export function stepOf (line: Line | null, wasTried: boolean, isFirst: boolean): Step {
  if (!line) return isFirst ? 'need' : 'line'
  if (line.connection !== 'connected') return 'line'
  return wasTried ? 'done' : 'pace'
}

/** How far one may jump: without a connected line there is nothing to pace, but what was not done can be left for later. */
export const isOpen = (step: Step, line: Line | null): boolean => step === 'need' || step === 'line' || step === 'done' || line !== null
