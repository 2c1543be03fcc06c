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
test('The tab of a card opens the messages of its client', () => {
  const tab = (code: string, ID: unknown) => entryOf(signIn({ placement: { code, options: { ID } } }))
  expect(tab('CRM_CONTACT_DETAIL_TAB', '318')).toBe('/card/contact/318')
  expect(tab('CRM_DEAL_DETAIL_TAB', 15)).toBe('/card/deal/15')
  expect(tab('CRM_DEAL_DETAIL_TAB', '../x')).toBe('/lines')
})
