// What the Market asks of a card (bitrix24: preparing to publish), as far as it can be read from the files beside this one and the sources.
const fs = require('node:fs')
const path = require('node:path')

const card = JSON.parse(fs.readFileSync('card.json', 'utf8'))
const sources = filesBelow('../src/OlConnector', '.cs').map(file => fs.readFileSync(file, 'utf8')).join('\n')
let passed = 0
let failed = 0

function check(what, wrong) {
  if (wrong) {
    failed++
    console.log(`FAILED ${what}: ${wrong}`)
  } else {
    passed++
    console.log(`ok     ${what}`)
  }
}

function filesBelow(folder, ending) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) return ['bin', 'obj'].includes(entry.name) ? [] : filesBelow(full, ending)
    return entry.name.endsWith(ending) ? [full] : []
  })
}

/** Width, height and whether it has an alpha channel, from a PNG's first chunk. */
function png(file) {
  const bytes = fs.readFileSync(file)
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('it is no PNG')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), alpha: [4, 6].includes(bytes[25]) }
}

/** What stands below a heading of a card's text. */
function section(text, heading) {
  const rest = text.split(`\n## ${heading}\n`)[1]
  return rest === undefined ? undefined : rest.split('\n## ')[0].trim()
}

// Names of others in the app's own name are refused; they may stand in its description where they are needed.
check('the name carries no mark of another', /whats|bitrix|битрикс|viber|telegram|sms\.by|twilio/i.test(card.name) ? card.name : '')

const used = [...sources.matchAll(/"(messageservice|crm|im|user|placement|bizproc|imopenlines|task|disk)\.[a-z.]+[a-z"]/g)].map(m => m[1])
const scopes = [...new Set(used)].sort()
check('the scopes are exactly those that the code uses',
  scopes.join() === [...card.scopes].sort().join() ? '' : `the card has ${card.scopes}, the code uses ${scopes}`)

const bound = [...new Set([...sources.matchAll(/"((?:CRM|TASK|REST|IM|SETTING|LEFT)_[A-Z_]+(?:TAB|MENU|TOOLBAR|URI))"/g)].map(m => m[1]))].sort()
check('the placements are exactly those that the code binds',
  bound.join() === [...card.placements].sort().join() ? '' : `the card has [${card.placements}], the code binds [${bound}]`)

for (const [name, address] of Object.entries(card.addresses)) {
  const route = new URL(address).pathname
  check(`${name} is https and a route of the host`,
    !address.startsWith('https://') ? address : sources.includes(`"${route}"`) ? '' : `nothing serves ${route}`)
}

check('at most 5 categories', card.categories.length >= 1 && card.categories.length <= 5 ? '' : `${card.categories.length}`)
for (const language of card.languages) {
  check(`at most 5 tags (${language})`, card.tags[language]?.length >= 1 && card.tags[language].length <= 5 ? '' : 'none, or too many')
  check(`support's hours and answer time (${language})`,
    card.support.hours[language] && card.support.answersWithin[language] ? '' : 'missing')
}

const headings = {
  ru: { short: 'Кратко', full: 'Описание', conditions: 'Условия', install: 'Установка', moderator: 'Проверка модератором', news: 'Что нового' },
  en: { short: 'In short', full: 'Description', conditions: 'Conditions', install: 'Installation', moderator: 'For the moderator', news: 'What is new' }
}
const named = {
  administrator: { ru: /[Аа]дминистратор/, en: /[Aa]dministrator/ },
  plan: { ru: /[Тт]ариф/, en: /[Pp]lan/ },
  gateway: { ru: /[Шш]люз/, en: /[Gg]ateway/ },
  prices: { ru: /[Цц]ен/, en: /[Pp]rice/ }
}
const texts = {}
for (const language of card.languages) {
  const text = texts[language] = fs.readFileSync(`card.${language}.md`, 'utf8')
  check(`the text begins with the exact name (${language})`, text.startsWith(`# ${card.name}\n`) ? '' : text.split('\n')[0])
  for (const [part, heading] of Object.entries(headings[language]))
    check(`${part} (${language})`, section(text, heading) ? '' : `nothing below "## ${heading}"`)
  const short = section(text, headings[language].short) ?? ''
  check(`the short text has 200 characters at most (${language})`, short.length <= 200 ? '' : `${short.length}`)
  const conditions = section(text, headings[language].conditions) ?? ''
  for (const condition of card.conditions)
    check(`names the condition ${condition} (${language})`, named[condition][language].test(conditions) ? '' : 'not named')
  check(`no real telephone number or address of mail (${language})`,
    /\+?\d[\d ()-]{9,}\d|[\w.]+@(?!olc\.example)[\w.]+/.test(text) ? 'something that looks like one' : '')
}
check('no Russian letters on the English card', /[А-Яа-яЁё]/.test(texts.en) ? 'there are' : '')
check('both texts have the same parts', texts.ru.match(/^## /gm).length === texts.en.match(/^## /gm).length ? '' : 'they differ')

check('one class of monetisation is chosen, and its consequences are known',
  card.monetisation.choices.filter(choice => choice.class === card.monetisation.chosen && choice.means).length === 1 ? '' : card.monetisation.chosen)

try {
  const icon = png(card.icon)
  check('the icon is square, 250–650 px, without transparency',
    icon.width === icon.height && icon.width >= 250 && icon.width <= 650 && !icon.alpha ? '' : JSON.stringify(icon))
} catch (failure) {
  check('the icon', failure.message)
}
check('there are screenshots', card.screenshots.length >= 3 ? '' : `${card.screenshots.length}`)
for (const file of card.screenshots) {
  try {
    const picture = png(file)
    check(`${file} is 1280 × 720 at most`, picture.width <= 1280 && picture.height <= 720 ? '' : JSON.stringify(picture))
  } catch (failure) {
    check(file, failure.message)
  }
}

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
