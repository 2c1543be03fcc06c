import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/**
 * What goes over the wire, gzip, in Russian; fails above the budget. Run after `npm run build`.
 * Cold is a screen that is opened first: entry, styles, words, and all that it needs at once. The first screen is Lines.
 * What any other screen adds is counted after the first one, as somebody who goes there loads it.
 */
const COLD = 300
const ADDED = 60

const chunks = JSON.parse(readFileSync('node_modules/.olc-bundle.json', 'utf8'))
const sizes = new Map()
const sizeOf = file => sizes.get(file) ?? sizes.set(file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1024).get(file)

/** A file and all that it needs at once, styles too. */
function closure (file, found = new Set()) {
  if (found.has(file)) return found
  found.add(file)
  for (const needed of [...chunks[file]?.imports ?? [], ...chunks[file]?.css ?? []]) closure(needed, found)
  return found
}
const sum = files => [...files].reduce((total, file) => total + sizeOf(file), 0)
const named = name => Object.keys(chunks).find(file => chunks[file].name === name)

const entry = /<script [^>]*src="\/([^"]+)"/.exec(readFileSync('dist/index.html', 'utf8'))[1]
const start = new Set(['index.html', ...closure(entry), ...closure(named('ru'))])
const first = new Set([...start, ...closure(named('LinesScreen'))])
const screens = Object.keys(chunks).filter(file => chunks[file].route && !first.has(file)).map(file => ({
  name: chunks[file].name,
  cold: sum(new Set([...start, ...closure(file)])),
  added: sum([...closure(file)].filter(needed => !first.has(needed)))
})).sort((left, right) => right.added - left.added)

const kB = number => `${number.toFixed(1)} kB`.padStart(9)
console.log(`First screen (Lines), cold: ${kB(sum(first))} of ${COLD}, of it styles ${kB(sum([...first].filter(file => file.endsWith('.css'))))}`)
for (const { name, added, cold } of screens) console.log(`  ${name.padEnd(20)} adds ${kB(added)} of ${ADDED}, cold ${kB(cold)}`)

const tooLarge = screens.filter(({ added, cold }) => added > ADDED || cold > COLD).map(({ name }) => name)
if (sum(first) > COLD) tooLarge.push('first screen')
if (tooLarge.length) {
  console.error(`Too large: ${tooLarge.join(', ')}`)
  process.exit(1)
}
