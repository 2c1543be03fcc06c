/** Reads `[d.]hh:mm:ss[.fffffff]` as the API writes a duration. Seconds. */
export function secondsOf (span: string): number {
  const found = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(span)
  if (!found) return NaN
  return Number(found[1] ?? 0) * 86_400 + Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4])
}

/** Writes seconds as the API reads them. */
export function spanOf (seconds: number): string {
  const whole = Math.floor(seconds)
  const rest = Math.round((seconds - whole) * 1000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(whole / 3_600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${rest ? `.${String(rest).padStart(3, '0')}` : ''}`
}
