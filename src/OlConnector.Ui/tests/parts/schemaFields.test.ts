import { expect, test } from 'vitest'
import { faultOf, fieldsOf, wishOf, type SettingsSchema } from '../../src/parts/forms/schemaFields'

const schema: SettingsSchema = {
  required: ['apiUrl', 'idInstance', 'token'],
  properties: {
    checkNumbers: { type: 'boolean', title: 'Check', 'x-order': 4, default: false },
    token: { type: 'string', title: 'Token', writeOnly: true, 'x-order': 2 },
    apiUrl: { type: 'string', title: 'Address', 'x-titles': { ru: 'Адрес', en: 'Address' }, format: 'uri', 'x-order': 0 },
    bind: { type: 'string', title: 'Bind', enum: ['transceiver', 'transmitter'], default: 'transceiver', 'x-order': 3 },
    idInstance: { type: 'integer', title: 'Instance', minimum: 0, 'x-order': 1 },
    note: { type: 'string', title: 'Note', 'x-order': 5 }
  }
}
const fields = fieldsOf(schema, 'ru')
const field = (name: string) => fields.find(one => one.name === name)!

test('Fields stand in the form\'s order, each of its kind, in the person\'s language', () => {
  expect(fields.map(one => [one.name, one.kind])).toEqual([
    ['apiUrl', 'url'], ['idInstance', 'number'], ['token', 'secret'], ['bind', 'select'], ['checkNumbers', 'switch'], ['note', 'text']
  ])
  expect(field('apiUrl').title).toBe('Адрес')
  expect(field('bind')).toMatchObject({ choices: ['transceiver', 'transmitter'], default: 'transceiver', required: false })
})

test('What is wrong is said by field', () => {
  expect(faultOf(field('apiUrl'), '')).toBe('forms.required')
  expect(faultOf(field('apiUrl'), 'green')).toBe('forms.notUrl')
  expect(faultOf(field('apiUrl'), 'https://api.green-api.com')).toBeNull()
  expect(faultOf(field('idInstance'), '11O1')).toBe('forms.notNumber')
  expect(faultOf(field('note'), '')).toBeNull()
})

test('A secret that is set needs no new value', () => {
  expect(faultOf(field('token'), '')).toBe('forms.required')
  expect(faultOf(field('token'), '', true)).toBeNull()
})

test('Only what changed is sent: an untouched secret stays, an emptied text becomes its default', () => {
  const before = { apiUrl: 'https://a', note: 'x' }

  expect(wishOf(fields, { apiUrl: 'https://a', note: '', token: '', idInstance: '7' }, before)).toEqual({ note: null, idInstance: '7' })
  expect(wishOf(fields, { ...before, token: 'new' }, before)).toEqual({ token: 'new' })
})
