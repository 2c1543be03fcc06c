import { expect, test } from 'vitest'
import type { Campaign } from '../../../src/api/campaigns'
import type { RecipientFile } from '../../../src/api/own'
import { Refused } from '../../../src/api/refused'
import { formOf, noForm, stepOf, wishedOf } from '../../../src/screens/own/form'
import { fieldsOf, MOST_BYTES, saidOf, tableOfNumbers, textColumnOf, whyNotSent, wordOfRefusal } from '../../../src/screens/own/tables'

const mailing = (settings: object, name = 'Весна') => ({ name, settings }) as unknown as Campaign

test('What nobody said is left to the portal, the line and the present moment', () =>
  expect(wishedOf(noForm())).toMatchObject({
    name: null, dedupe: null, variants: 'balanced', missingValue: null, startAt: null, endAt: null, spreadEvenly: null, collect: null
  }))

test('What was stored comes back as it was', () => {
  const settings = {
    startAt: '2026-12-01T10:00:00Z', endAt: '2026-12-01T18:00:00Z', spreadEvenly: true, dedupe: false, variants: 'random', missingValue: 'skip',
    perMinute: 4
  }

  expect(wishedOf(formOf(mailing(settings)))).toMatchObject({ ...settings, name: 'Весна' })
})

test('A name that the app made up is no name of a person', () => {
  expect(formOf(mailing({}, '2026-11-30 14:05 Отдел продаж: Здравствуйте')).name).toBe('')
  expect(formOf(mailing({}, '2026-11-30 14:05')).name).toBe('')
})

test('An end without spreading is not one', () =>
  expect(formOf(mailing({ endAt: '2026-12-01T18:00:00Z', spreadEvenly: false })).endAt).toBeNull())

test.each([['text', 'what'], ['name', 'who'], ['line', 'who'], ['startAt', 'when'], ['guard.limit', 'when'], [null, 'when']])(
  'A fault of %s stands in the step %s', (field, step) => expect(stepOf(field)).toBe(step))

const file = (name: string, size: number) => Object.defineProperty(new File([''], name), 'size', { value: size }) as File

test('A file is refused before it is sent where it is too large or no table', () => {
  expect(whyNotSent(file('clients.csv', MOST_BYTES))).toBeNull()
  expect(whyNotSent(file('clients.csv', MOST_BYTES + 1))).toBe('own.tables.tooLarge')
  expect(whyNotSent(file('clients.XLSX', 10))).toBe('own.tables.notCsv')
})

test('Pasted numbers become a table, however they were divided', async () => {
  const table = tableOfNumbers(' +79161234567, 8 (916) 123-45-68;\n\n+79161234569\t', 'Номера')!

  expect(await table.text()).toBe('PHONE\n+79161234567\n8 (916) 123-45-68\n+79161234569')
  expect([table.name, tableOfNumbers(' \n,; ', 'Номера')]).toEqual(['Номера', null])
})

test('Only what was said of a table goes to the server', () =>
  expect(saidOf({ encoding: 'windows-1251', delimiter: '', phone: ' ', text: '5' })).toEqual({ encoding: 'windows-1251', text: '5' }))

test('People have a sentence of their own where the server speaks to programs', () => {
  expect(wordOfRefusal(new Refused(400, { code: 'no_phone_column', detail: 'Укажите phone' }))).toBe('own.tables.noPhones')
  expect(wordOfRefusal(new Refused(400, { code: 'unclosed_quote', detail: 'Кавычка' }))).toBeNull()
  expect(wordOfRefusal(new TypeError('fetch failed'))).toBeNull()
})

test('Fields of all tables are offered once', () => {
  const tables = [['Имя', 'Заказ'], ['Имя']].map((fields, at) => ({
    columns: [...fields.map(field => ({ name: field, use: 'field', field })), { name: at ? 'SMS' : 'PHONE', use: at ? 'text' : 'phone', field: null }]
  })) as unknown as RecipientFile[]

  expect(fieldsOf(tables)).toEqual(['Имя', 'Заказ'])
  expect([textColumnOf(tables), textColumnOf(tables.slice(0, 1))]).toEqual(['SMS', null])
})
