import { expect, test } from 'vitest'
import { secondsOf, spanOf } from '../../src/time/spans'

test.each([
  ['00:00:15', 15], ['00:00:00.5000000', 0.5], ['01:25:00', 5_100], ['1.02:00:00', 93_600], ['00:10:00', 600]
])('%s is %d seconds', (span, seconds) => expect(secondsOf(span)).toBe(seconds))

test('What is no span is no number', () => expect(secondsOf('15 s')).toBeNaN())

test.each([[15, '00:00:15'], [0.5, '00:00:00.500'], [59.9996, '00:01:00'], [93_600, '1.02:00:00']])('%d seconds are written %s', (seconds, span) =>
  expect(spanOf(seconds)).toBe(span))
