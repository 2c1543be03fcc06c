import { expect, test } from 'vitest'
import type { Line } from '../../../src/api/lines'
import type { LinksFound, Preview } from '../../../src/api/texts'
import { placeOf, type Lever, type Risk } from '../../../src/parts/risk/risks'
import { circumstancesOf, errorsOf, remarksOf, risksBeside } from '../../../src/screens/compose/findings'
import { money } from '../../../src/screens/compose/money'
import { lineOf, stretchAt } from '../../../src/screens/compose/places'
import { useWords, type Say } from '../../../src/words'
import { within } from '../../support/with'

const { result: { t } } = await within(() => useWords()) as { result: { t: Say } }
const preview = (change: Partial<Preview>) => ({ valid: true, errors: [], spans: [], warnings: [], hints: [], ...change }) as unknown as Preview
const line = (change: Partial<Line>) => ({ name: 'Север', state: 'active', registered: true, ...change }) as Line
const guard = { warn: 50, limit: 100 }

test('The line of a finding is counted as people count', () => {
  expect(lineOf('один\nдва\n{три', 10)).toBe(3)
  expect(lineOf('один', 1)).toBe(1)
  expect(lineOf('', 1)).toBe(1)
})

test('An error underlines its bracket or the placeholder that begins there', () => {
  expect(stretchAt('a {b', 3)).toEqual({ from: 2, to: 3 })
  expect(stretchAt('a {{upper x}} b', 3)).toEqual({ from: 2, to: 13 })
  expect(stretchAt('🙂', 1)).toEqual({ from: 0, to: 2 })
})

test('A field that only workflows fill is an error at its place: every message with it would be held', () => {
  const [error] = errorsOf(preview({ spans: [{ kind: 'workflow', position: 12, length: 7 }] }), t, 'ru')

  expect(error).toMatchObject({ weight: 'error', position: 13 })
  expect(error!.text).toContain('{=…}')
})

test('An error is said in the words of the server, else in ours, and never as a bare code alone', () => {
  const message = { ru: 'Теперь иначе', en: 'Otherwise now' }
  const errors = errorsOf(preview({ errors: [
    { code: 'TEMPLATE_INVALID', position: 4, detail: 'former-syntax', message }, { code: 'unclosed', position: 9 }, { code: 'new', position: 1 }
  ] }), t, 'ru')

  expect(errors.map(error => error.text)).toEqual(['Теперь иначе', 'Скобка открыта и не закрыта', 'Текст нельзя отправить: new'])
  expect(errorsOf(preview({ errors: [{ code: 'x', position: 1, message }] }), t, 'en')[0]!.text).toBe('Otherwise now')
})

test('A hint about a link names it and its place', () => {
  const links = { links: [{ position: 5, length: 10, host: 'bit.ly', kind: 'shortener', brand: false }], warnings: [] } as LinksFound

  const [remark] = remarksOf(preview({ hints: ['shortener'] }), links, 'Жми: bit.ly/3xYz', t)

  expect(remark!.text).toContain('bit.ly')
  expect(remark!.position).toBe(6)
})

test('What the guard will hold is said in numbers', () => {
  expect(circumstancesOf(143, line({}), guard, t)[0]!.text).toContain('43 подождут')
  expect(circumstancesOf(101, line({}), guard, t)[0]!.text).toContain('1 подождёт')
  expect(circumstancesOf(100, line({}), guard, t)[0]).toMatchObject({ weight: 'care' })
  expect(circumstancesOf(50, line({}), guard, t)).toEqual([])
})

test('A line that does not send, or that the portal does not offer, is told', () => {
  const found = circumstancesOf(1, line({ state: 'paused', registered: false }), guard, t).map(finding => finding.text)

  expect(found).toEqual(['Линия Север сейчас не отправляет: на паузе. Сообщения подождут', expect.stringContaining('нет в списке провайдеров')])
})

test('Reasons of the risk stand beside the hints, those that a hint says already do not, and each has its place', () => {
  const reason = (code: string, points: number, lever: Lever) => ({ code, points, lever, text: `${code}.`, advice: 'Do.' })
  const risk: Risk = {
    score: 65, level: 'high', unknown: [], reasons: [
      reason('YOUNG_LINE', 25, 'calendar'), reason('INTERVAL_SHORT', 14, 'pace'), reason('NOT_PERSONAL', 10, 'text'),
      reason('NO_OPT_OUT', 10, 'text')]
  }

  expect(risksBeside(risk, 'abc')).toEqual([
    { weight: 'high', text: 'YOUNG_LINE. Do.', lever: 'calendar' }, { weight: 'care', text: 'INTERVAL_SHORT. Do.', lever: 'pace' },
    { weight: 'care', text: 'NOT_PERSONAL. Do.', lever: undefined }])
  expect(risksBeside(risk, null).map(finding => finding.lever)).toEqual([undefined, undefined, undefined])
  expect(risksBeside(null, 'abc')).toEqual([])
})

test('A reason is lowered where its line can be changed, or in the text', () => {
  expect(placeOf('pace', 'abc')).toEqual({ name: 'line.settings', params: { id: 'abc' } })
  expect(placeOf('calendar', 'abc')).toEqual({ name: 'line.calendar', params: { id: 'abc' } })
  expect(placeOf('connection', null)).toBeNull()
  expect(placeOf('text', null)).toEqual({ name: 'compose' })
  expect(placeOf('recipients', 'abc')).toBeNull()
})

test('Money is a sum or a range, with a currency or without', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

  expect(plain(money({ min: 1030, max: 1030, currency: 'RUB' }, 'ru'))).toBe('1 030 ₽')
  expect(plain(money({ min: 429, max: 1030, currency: 'RUB' }, 'ru'))).toBe('429–1 030 ₽')
  expect(plain(money({ min: 2.5, max: 2.5, currency: null }, 'ru'))).toBe('2,5')
})
