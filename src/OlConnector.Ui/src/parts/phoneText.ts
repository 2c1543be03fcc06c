/** How the digits after a country's code are grouped; what is not here goes by threes. */
const groupings: readonly [code: string, groups: readonly number[]][] = [
  ['7', [3, 3, 2, 2]], ['375', [2, 3, 2, 2]], ['380', [2, 3, 2, 2]], ['998', [2, 3, 2, 2]], ['996', [3, 3, 3]], ['992', [2, 3, 2, 2]],
  ['995', [3, 2, 2, 2]], ['994', [2, 3, 2, 2]], ['374', [2, 3, 3]], ['373', [2, 3, 3]], ['1', [3, 3, 4]], ['44', [4, 6]], ['49', [3, 3, 4]]
]

/** +7 999 000-00-01: E.164 as people read it. Masked digits (`•`) keep their places; sender names and short numbers stay as they are. */
export function phoneText (number: string): string {
  if (!/^\+[\d•*·]{8,15}$/.test(number)) return number
  const digits = number.slice(1)
  const [code, groups] = groupings.find(([code]) => digits.startsWith(code)) ?? ['', []]
  const rest = digits.slice(code.length)
  const full = groups.reduce((sum, size) => sum + size, 0) === rest.length
  const cut = full ? cutBy(rest, groups) : rest.match(/.{1,3}/g) ?? []
  const [area, ...others] = cut
  return [`+${code}${code ? ' ' : ''}${area}`, others.join(full ? '-' : ' ')].filter(Boolean).join(' ')
}

function cutBy (text: string, sizes: readonly number[]): string[] {
  let from = 0
  return sizes.map(size => text.slice(from, from += size))
}
