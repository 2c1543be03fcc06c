import { expect, test } from 'vitest'
import { useRights, whyNot } from '../../src/session/rights'
import { signIn, within } from '../support/with'

test.each([
  ['viewer', 'campaign.steer', 'common.mayNot.marketer'],
  ['marketer', 'campaign.steer', null],
  ['marketer', 'line.steer', 'common.mayNot.support'],
  ['support', 'line.pace', null],
  ['support', 'line.delete', 'common.mayNot.admin'],
  ['admin', 'settings', null]
] as const)('A %s who wants %s hears %s', (role, act, why) => expect(whyNot(act, { role, lines: null })).toBe(why))

test('A line that was not opened to a person is closed whatever their role', () => {
  expect(whyNot('line.steer', { role: 'admin', lines: ['a'] }, 'b')).toBe('common.mayNot.otherLine')
  expect(whyNot('line.steer', { role: 'admin', lines: ['a'] }, 'a')).toBeNull()
})

test('What belongs to the whole portal is closed to those who hold some lines', () =>
  expect(whyNot('audit', { role: 'admin', lines: ['a'] })).toBe('common.mayNot.allLines'))

test('The reason is a sentence', async () => {
  signIn({ user: { role: 'viewer' } })
  const { result: { may }, app } = await within(useRights)

  expect(may('line.make')).toEqual({ yes: false, why: 'Менять может администратор портала' })
  app.unmount()
})
