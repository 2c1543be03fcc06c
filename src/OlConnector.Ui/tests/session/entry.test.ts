import { expect, test } from 'vitest'
import { entryOf } from '../../src/session/entry'
import { signIn } from '../support/with'

const opened = (options: Record<string, unknown>) => entryOf(signIn({ placement: { code: 'DEFAULT', options } }))

test('The installer opens the installation', () => expect(entryOf(signIn({ mode: 'install' }))).toBe('/install'))
test('What the portal names is opened', () => {
  expect(opened({ campaign: 'c1' })).toBe('/campaigns/c1')
  expect(opened({ line: 'l1' })).toBe('/lines/l1')
  expect(opened({ message: 'm1', campaign: 'c1' })).toBe('/messages?message=m1')
})
test('What is no id is not put into an address', () => expect(opened({ line: '../x?y' })).toBe('/lines'))
test('A marketer begins with mailings', () => expect(entryOf(signIn({ user: { role: 'marketer' } }))).toBe('/campaigns'))
