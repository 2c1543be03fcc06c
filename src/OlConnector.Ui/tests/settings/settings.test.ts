import { beforeEach, expect, test } from 'vitest'
import { giving } from '../../src/screens/settings/grants'
import { actionKey, useAuditWords } from '../../src/screens/settings/auditWords'
import { signIn, within } from '../support/with'

beforeEach(() => { signIn({ user: { role: 'admin' } }) })

test('Nobody gives more than they hold', () => {
  signIn({ user: { role: 'support', lines: ['a'] } })

  expect(giving().mayGive('support')).toBe(true)
  expect(giving().mayGive('admin')).toBe(false)
  expect(giving().mayGiveAllLines).toBe(false)
})

test.each([['line session logOut', 'lineSessionLogOut'], ['forged_call', 'forgedCall'], ['sent in spite of opt-out', 'sentInSpiteOfOptOut']])(
  'An action of the audit has a key: %s', (action, key) => expect(actionKey(action)).toBe(key))

test('An entry says what differs, setting by setting, and hides what is secret', async () => {
  const { result: { actionOf, differencesOf } } = await within(useAuditWords)

  expect(actionOf('line paused')).toBe('Линия на паузе')
  expect(actionOf('something newer')).toBe('something newer')
  expect(differencesOf(
    '{"marketingInterval":"00:00:15","gateway.settings.apiKey":"…"}', '{"marketingInterval":"00:01:00","gateway.settings.apiKey":"…"}'))
    .toEqual([
      { name: 'Пауза в рассылках', before: '15 с', after: '60 с' },
      { name: 'apiKey', before: 'изменено, значение скрыто', after: 'изменено, значение скрыто' }
    ])
  expect(differencesOf('{"timeZone":"UTC","country":"RU"}', '{"timeZone":"Asia/Almaty","country":"RU"}'))
    .toEqual([{ name: 'Часовой пояс', before: 'UTC', after: 'Asia/Almaty' }])
  expect(differencesOf('viewer, lines all', 'support, lines all'))
    .toEqual([{ name: '', before: 'Просмотр, Все линии', after: 'Поддержка, Все линии' }])
  expect(differencesOf(null, null)).toEqual([])
})
