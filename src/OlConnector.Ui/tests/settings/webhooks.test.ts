import { expect, test } from 'vitest'
import type { Webhook } from '../../src/api/webhooks'
import { examples } from '../../src/screens/settings/developerExamples'
import { readable, shortUrl, wordOfWebhook } from '../../src/screens/settings/webhookStanding'

const webhook = (change: Partial<Webhook>): Webhook => ({
  id: 'a', url: 'https://erp.example.com/', events: [], enabled: true, offSince: null, offReason: null, offText: null,
  createdAt: '2026-03-02T09:00:00Z', madeBy: 'user 1', lastSequence: 0, waiting: 0, oldestWaitingAt: null,
  failingSince: null, nextTryAt: null, ...change
})

test('A webhook that was switched off by itself is another thing than one that a person switched off', () => {
  expect(wordOfWebhook(webhook({}))).toBe('on')
  expect(wordOfWebhook(webhook({ failingSince: '2026-03-02T09:00:00Z' }))).toBe('failing')
  expect(wordOfWebhook(webhook({ enabled: false, offReason: 'person' }))).toBe('off')
  expect(wordOfWebhook(webhook({ enabled: false, offReason: 'failing' }))).toBe('offByItself')
})

test('An address is shown without what may be a key', () => {
  expect(shortUrl('https://erp.example.com/hooks/olc?key=secret')).toBe('erp.example.com/hooks/olc')
  expect(shortUrl('https://erp.example.com/')).toBe('erp.example.com')
  expect(shortUrl('no address')).toBe('no address')
})

test('A body is laid out, and one that is none is left as it is', () => {
  expect(readable('{"type":"line.updated"}')).toBe('{\n  "type": "line.updated"\n}')
  expect(readable('{"cut')).toBe('{"cut')
})

test('Examples name this installation', () => {
  const shown = examples('https://olc.example.com')

  expect(shown.curl).toContain('https://olc.example.com/api/v1/messages')
  expect(shown.client).toContain('https://olc.example.com/openapi/v1.json')
})
