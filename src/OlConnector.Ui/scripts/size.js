import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** What goes over the wire, gzip, when a screen is opened cold; fails above the budget. Run after `npm run build`. */
const FIRST_SCREEN = 300
const ROUTE = 60

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

const entry = Object.keys(chunks).find(file => chunks[file].entry)
const words = Object.keys(chunks).find(file => chunks[file].name === 'ru' && chunks[entry].lazy.includes(file))
const start = new Set([...closure(entry), ...words ? closure(words) : []])
const routes = Object.keys(chunks).filter(file => chunks[file].route && !chunks[file].entry && !start.has(file))
  .map(file => ({ name: chunks[file].name, own: sum([...closure(file)].filter(needed => !start.has(needed))) }))
  .sort((left, right) => right.own - left.own)

const lines = routes.find(route => route.name === 'LinesScreen')
const first = sum(start) + sum(['index.html']) + (lines?.own ?? 0)
const kB = number => `${number.toFixed(1)} kB`

console.log(`First screen (Lines, cold, gzip)  ${kB(first)} of ${FIRST_SCREEN}`)
console.log(`  of it styles                    ${kB(sum([...start].filter(file => file.endsWith('.css'))))}`)
for (const route of routes) console.log(`  ${route.name.padEnd(30)}  ${kB(route.own)} of ${ROUTE}`)

const tooLarge = routes.filter(route => route.own > ROUTE)
if (first > FIRST_SCREEN || tooLarge.length) {
  console.error(`Too large: ${[first > FIRST_SCREEN ? 'first screen' : '', ...tooLarge.map(route => route.name)].filter(Boolean).join(', ')}`)
  process.exit(1)
}
