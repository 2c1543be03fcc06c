import { expect, test } from 'vitest'
import type { Campaign } from '../../src/api/campaigns'
import { delayOf, drawn, stillsOf } from '../../src/screens/campaigns/chart'
import type { Line } from '../../src/api/lines'
import { useCampaignWords } from '../../src/screens/campaigns/useCampaignWords'
import { figuresOf, inOrder, standsBy } from '../../src/states/campaignState'
import { within } from '../support/with'

const MINUTE = 60_000
const frame = { width: 340, height: 140, left: 30, right: 10, top: 10, bottom: 30 }
const every = (gap: number, count: number, from = 0, sent = 0) =>
  Array.from({ length: count }, (_, index) => ({ at: from + index * gap, sent: sent + index + 1 }))

const campaign = (change: Partial<Campaign>) =>
  ({ state: 'running', states: {}, waves: [], startedAt: '2026-03-01T10:00:00Z', ...change }) as Campaign

test('A pause between two runs is a flat piece of its length', () => {
  const real = [...every(MINUTE, 10), ...every(MINUTE, 10, 30 * MINUTE, 10)]

  expect(stillsOf(real, null)).toEqual([{ from: { at: 9 * MINUTE, sent: 10 }, to: 30 * MINUTE }])
})

test('A mailing that stands still now has a flat piece that lasts until now', () =>
  expect(stillsOf(every(MINUTE, 10), 20 * MINUTE)).toEqual([{ from: { at: 9 * MINUTE, sent: 10 }, to: 20 * MINUTE }]))

test('A slow pace is no pause', () => expect(stillsOf(every(10 * MINUTE, 5), 45 * MINUTE)).toEqual([]))

test('What left and what will leave are drawn inside the frame, and the plan begins where the real line ends', () => {
  const chart = drawn(every(MINUTE, 5), every(MINUTE, 5, 6 * MINUTE, 5), 5 * MINUTE, frame)

  expect(chart.sent.split(' ').at(-1)).toBe(chart.plan.split(' ')[0])
  expect(chart.plan.split(' ').at(-1)).toBe('330,10')
  expect(chart.rows.map(row => row.sent)).toEqual([0, 5, 10])
  expect(chart.moments.map(moment => moment.x)).toEqual([30, 330])
})

test('A mailing that is over has no plan and no now', () =>
  expect(drawn(every(MINUTE, 5), [], null, frame)).toMatchObject({ plan: '', now: null, stills: [] }))

test('A plan that was kept is drawn too, and stretches the frame', () => {
  const chart = drawn(every(MINUTE, 5), [], null, frame, every(2 * MINUTE, 5))

  expect(chart.kept.split(' ').at(-1)).toBe('330,10')
  expect(chart.sent.split(' ').at(-1)).toBe('180,10')
})

test.each([
  [every(2 * MINUTE, 5), [], 240],
  [every(MINUTE, 2), every(MINUTE, 3, 12 * MINUTE, 2), 600],
  [every(MINUTE, 5, 30_000), [], null],
  [every(MINUTE, 3), [], null],
])('The last message is told to be later than planned by a minute or more, once it is known', (real, planned, delay) =>
  expect(delayOf(every(MINUTE, 5), real, planned)).toBe(delay))

test('The figures of a mailing add up to its total', () => {
  const states = { delivered: 40, read: 9, sent: 5, failed: 3, queued: 43, held: 43, suppressed: 4, dispatching: 1, stopped: 2 }
  const { sent, queued, held, inFlight, failed, suppressed, ended } = figuresOf(campaign({ states }))

  expect(sent + queued + held + inFlight + failed + suppressed + ended - 0).toBe(150)
  expect([sent, queued]).toEqual([54, 43])
})

test('What runs comes first, then what waits for a person, then the youngest', () => {
  const list = [
    campaign({ id: 'done', state: 'completed', startedAt: '2026-03-09T10:00:00Z' }),
    campaign({ id: 'held', state: 'held', states: { held: 3 } }),
    campaign({ id: 'old', state: 'running', startedAt: '2026-02-01T10:00:00Z' }),
    campaign({ id: 'young', state: 'running' })
  ]

  expect(inOrder(list).map(one => one.id)).toEqual(['young', 'old', 'held', 'done'])
})

const line = (change: Partial<Line>) => ({
  state: 'active', connection: 'connected', connectionSaid: null, queued: 5, inFlight: 0, waitReason: 'INTERVAL', ...change
}) as Line

test.each([
  ['frozen', { state: 'frozen' as const }], ['disconnected', { connection: 'needsLogin' as const }], ['paused', { state: 'paused' as const }],
  ['off', { state: 'off' as const }], ['disconnected', { connection: 'unknown' as const, connectionSaid: 'The gateway does not take connections.' }]
])('A running mailing stands by a line that is %s', (word, change) =>
  expect(standsBy(campaign({ states: { queued: 5 } }), line(change))).toBe(word))

test('A mailing whose line moves, of which nothing waits, or that stands by itself does not stand by its line', () => {
  const frozen = line({ state: 'frozen' })

  expect(standsBy(campaign({ states: { queued: 5 } }), line({}))).toBeNull()
  expect(standsBy(campaign({ states: { sent: 5 } }), frozen)).toBeNull()
  expect(standsBy(campaign({ state: 'paused', states: { queued: 5 } }), frozen)).toBeNull()
})

test('A name that the app made is its text with fields as people call them; one that a person gave stays', async () => {
  const titleOf = async (name: string) => (await within(() => useCampaignWords(campaign({ name })))).result.title.value

  expect(await titleOf('2026-03-01 12:05 Sales: Здравствуйте, [NAME]! [PRICE]')).toBe('Здравствуйте, [Имя]! [PRICE]')
  expect(await titleOf('Март [NAME]')).toBe('Март [NAME]')
})
