import { expect, test } from 'vitest'
import { drawnBars } from '../../src/parts/bars'
import { figuresIn, funnelOf } from '../../src/screens/results/funnel'
import { messagesOf, partsOf, sumsText } from '../../src/screens/results/money'
import { templatesIn } from '../../src/screens/templates/file'

test('Each step of the funnel holds the next, and reading that nobody tells is left out', () => {
  const steps = funnelOf({ sent: 10, delivered: 60, undelivered: 5, failed: 15, suppressed: 10 })

  expect(steps.map(step => [step.key, step.count, step.share])).toEqual([['total', 100, 100], ['left', 75, 75], ['delivered', 60, 60]])
  expect(funnelOf({ read: 1, delivered: 1 }).at(-1)).toMatchObject({ key: 'read', count: 1, share: 50 })
  expect(funnelOf({}).map(step => step.share)).toEqual([0, 0, 0])
})

test('The share of what arrived is of what left', () => {
  expect(figuresIn({ sent: 1, delivered: 3, failed: 6 })).toEqual({ left: 4, delivered: 3, failed: 6, share: 75 })
  expect(figuresIn({ failed: 2 }).share).toBe(0)
})

test('Sums of several currencies stand side by side, and messages without a price have none', () => {
  const sums = [
    { currency: 'BYN', messages: 2, parts: 4, amount: 0.3 }, { currency: 'EUR', messages: 1, parts: 1, amount: 2 },
    { currency: null, messages: 5, parts: 7, amount: null }
  ]

  expect(sumsText(sums, 'en')?.replace(/\s/g, ' ')).toBe('BYN 0.30 and €2.00')
  expect(sumsText(sums.slice(2), 'en')).toBeNull()
  expect([messagesOf(sums), partsOf(sums)]).toEqual([8, 12])
})

test('Bars stand on the ground, one piece upon the other, and labels have room', () => {
  const bars = Array.from({ length: 30 }, (_, index) => ({
    label: `${index}`, pieces: [{ tone: 'delivered' as const, count: 3 }, { tone: 'failed' as const, count: index === 0 ? 1 : 0 }]
  }))
  const { pieces, rows, labels } = drawnBars(bars, { width: 600, height: 180, left: 40, top: 12, bottom: 24 })

  expect(pieces).toHaveLength(31)
  expect(pieces[0]!.y + pieces[0]!.height).toBeCloseTo(156)
  expect(pieces[1]!.y + pieces[1]!.height).toBeCloseTo(pieces[0]!.y)
  expect(pieces[1]!.y).toBeCloseTo(12)
  expect(rows.map(row => row.count)).toEqual([0, 2, 4])
  expect(labels[1]!.x - labels[0]!.x).toBeGreaterThanOrEqual(56)
})

test('A file of saved texts is known by its list; nothing else is sent', () => {
  expect(templatesIn('{"templates":[{"name":"A","text":"B","channel":"sms","odd":1},{"text":"C"}]}'))
    .toEqual([{ name: 'A', text: 'B', channel: 'sms' }, { name: '', text: 'C', channel: null }])
  expect(templatesIn('{"templates":{}}')).toBeNull()
  expect(templatesIn('PHONE;REASON')).toBeNull()
})
