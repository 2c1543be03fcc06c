import { expect, test } from 'vitest'
import { useGatewaySaid } from '../../src/parts/gatewaySaid'
import { inARow } from '../../src/screens/line/why'
import { within } from '../support/with'

test('A gateway\'s words are a quotation, the app\'s own sentence is none, hidden words are nothing', async () => {
  const said = (await within(useGatewaySaid)).result

  expect(said('Session expired.', null)).toBe('Шлюз ответил: «Session expired».')
  expect(said('The gateway does not take connections.', 'Шлюз не принимает соединения.')).toBe('Шлюз не принимает соединения.')
  expect([said('…', null), said(null, null)]).toEqual(['', ''])
})

test('Sentences in a row end with their dots, the last one as it is', () =>
  expect(inARow(['Очередь пуста', '', 'Шлюз ответил: «no».', 'Ждём'])).toBe('Очередь пуста. Шлюз ответил: «no». Ждём'))
