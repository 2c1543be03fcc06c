import { useQuery } from '@tanstack/vue-query'
import { expect, test, vi } from 'vitest'
import { useCommand } from '../../src/api/command'
import { Refused } from '../../src/api/refused'
import { within } from '../support/with'

const commanded = async (run: (wish: { id: string }, key: { 'Idempotency-Key': string }) => Promise<unknown>) =>
  (await within(() => useCommand(run, () => []))).result

test('Pressed twice, a wish has one key', async () => {
  const run = vi.fn().mockResolvedValue(1)
  const command = await commanded(run)
  await Promise.all([command.mutateAsync({ id: 'a' }), command.mutateAsync({ id: 'a' })])

  expect(run.mock.calls[0]![1]).toEqual(run.mock.calls[1]![1])
})

test('After a broken connection the key stays: the first try may have come through', async () => {
  const run = vi.fn().mockRejectedValueOnce(new TypeError('network')).mockResolvedValue(1)
  const command = await commanded(run)
  await command.mutateAsync({ id: 'a' }).catch(() => {})
  await command.mutateAsync({ id: 'a' })

  expect(run.mock.calls[0]![1]).toEqual(run.mock.calls[1]![1])
})

test('A wish after an answer, be it a refusal, is another one', async () => {
  const run = vi.fn().mockRejectedValueOnce(new Refused(409, {})).mockResolvedValue(1)
  const command = await commanded(run)
  await command.mutateAsync({ id: 'a' }).catch(() => {})
  await command.mutateAsync({ id: 'a' })
  await command.mutateAsync({ id: 'a' })

  expect(new Set(run.mock.calls.map(call => call[1]['Idempotency-Key'])).size).toBe(3)
})

test('What was asked for the first time while a command ran is asked again: its answer may be older', async () => {
  const answers: ((seen: string) => void)[] = []
  const { result } = await within(() => ({
    seen: useQuery({ queryKey: ['files'], queryFn: () => new Promise<string>(resolve => answers.push(resolve)) }),
    command: useCommand(async () => 1, () => [['files']])
  }))
  await result.command.mutateAsync({ id: 'a' })
  await vi.waitFor(() => expect(answers.length).toBe(2))
  answers[0]!('before')
  answers[1]!('after')

  await vi.waitFor(() => expect(result.seen.data.value).toBe('after'))
})
