import { nextTick, ref } from 'vue'
import { expect, test } from 'vitest'
import type { Message } from '../../src/api/messages'
import { useHeldBack } from '../../src/screens/messages/heldBack'
import { stepsOf } from '../../src/screens/messages/steps'
import { useMessageWords } from '../../src/screens/messages/useMessageWords'
import { neighbours } from '../../src/screens/messages/walk'
import { signIn, within } from '../support/with'

const entry = (state: string) => ({ at: '2026-03-01T10:00:00Z', state, reason: null, by: 'system', name: null }) as Message['history'][number]
const attempt = (id: string) => ({ id, startedAt: '2026-03-01T10:00:00Z', answeredAt: null, outcome: null, code: null, text: null, said: null })

test('Each handing over stands with the answer that belongs to it', () => {
  const history = ['accepted', 'queued', 'dispatching', 'queued', 'dispatching', 'sent'].map(entry)

  const steps = stepsOf({ history, attempts: [attempt('a-1'), attempt('a-2')] })

  expect(steps.map(step => step.kind)).toEqual(['accepted', 'queued', 'dispatching', 'requeued', 'dispatching', 'sent'])
  expect(steps.map(step => step.attempt?.id ?? null)).toEqual([null, null, 'a-1', null, 'a-2', null])
})

test('The drawer walks to what stands before and after, and not beyond the ends', () => {
  expect(neighbours(['a', 'b', 'c'], 'b')).toEqual({ index: 1, previous: 'a', next: 'c' })
  expect(neighbours(['a', 'b'], 'b')).toMatchObject({ previous: 'a', next: null })
  expect(neighbours(['a', 'b'], 'x')).toEqual({ index: -1, previous: null, next: null })
})

test('New rows wait until they are asked for', async () => {
  const rows = ref([{ id: '02' }, { id: '01' }])
  const { result: { shown, newer, reveal } } = await within(() => useHeldBack(rows, () => ''))

  rows.value = [{ id: '03' }, ...rows.value]
  await nextTick()
  expect([newer.value, shown.value.length]).toEqual([1, 2])
  reveal()
  expect([newer.value, shown.value.length]).toEqual([0, 3])
})

test.each(['accepted', 'held', 'queued', 'dispatching', 'sent', 'delivered', 'read', 'failed', 'undelivered', 'unknown', 'suppressed', 'stopped',
  'cleared', 'expired'] as const)('A message that is %s says what happens next', async state => {
  signIn()
  const { result } = await within(() => useMessageWords())

  const message = { state, acceptedAt: '2026-03-01T10:00:00Z', waitReason: null, reason: null, expiresAt: null, attempts: [] as Message['attempts'] }

  const said = result.sentences(message as Message)

  expect(said.join(' ')).toMatch(/^[А-Я].*\.$/)
  expect(result.word(state)).not.toContain('common.')
})
