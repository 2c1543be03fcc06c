/** Reads `[d.]hh:mm:ss[.fffffff]` as the API writes a duration. Seconds; NaN for anything else. */
export function secondsOf (span: string): number {
  const found = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(span)
  if (!found) return NaN
  return Number(found[1] ?? 0) * 86_400 + Number(found[2]) * 3_600 + Number(found[3]) * 60 + Number(found[4])
}

/** Writes seconds as the API reads them. */
export function spanOf (seconds: number): string {
  const thousandths = Math.round(seconds * 1000)
  const whole = Math.floor(thousandths / 1000)
  const rest = thousandths % 1000
  const two = (number: number) => String(number).padStart(2, '0')
  const days = Math.floor(whole / 86_400)
  return (days ? `${days}.` : '')
    + `${two(Math.floor(whole / 3_600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
    + (rest ? `.${String(rest).padStart(3, '0')}` : '')
}
