import { expect, test } from 'vitest'
import { hoursText } from '../../../src/screens/line/hours'
import { useWords } from '../../../src/words'
import { within } from '../../support/with'

const window = (days: string[], more: object = {}) => ({ days, from: '10:00', to: '18:00', timeZone: 'Europe/Moscow', ...more })

test('Days in a row are said by their ends', async () => {
  const { result: { t }, app } = await within(useWords)

  expect(hoursText(window(['mon', 'tue', 'wed', 'thu', 'fri']), t)).toBe('пн–пт 10:00–18:00')
  expect(hoursText(window(['mon', 'wed', 'thu', 'sun']), t)).toBe('пн, ср, чт, вс 10:00–18:00')
  expect(hoursText(window(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), t)).toBe('ежедневно 10:00–18:00')
  app.unmount()
})

test('No window is any time, and one that ends where it begins is the whole day', async () => {
  const { result: { t }, app } = await within(useWords)

  expect(hoursText(null, t)).toBe('в любое время')
  expect(hoursText(window(['sat'], { to: '10:00' }), t)).toBe('сб круглые сутки с 10:00')
  app.unmount()
})

test('The zone is named where it is not the person\'s own', async () => {
  const { result: { t }, app } = await within(useWords)

  expect(hoursText(window(['sat']), t, 'Europe/Moscow')).toBe('сб 10:00–18:00')
  expect(hoursText(window(['sat']), t, 'Asia/Omsk')).toBe('сб 10:00–18:00, Москва')
  app.unmount()
})
