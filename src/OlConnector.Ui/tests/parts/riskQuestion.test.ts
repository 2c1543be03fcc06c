import { expect, test } from 'vitest'
import { Refused } from '../../src/api/refused'
import type { Risk } from '../../src/parts/risk/risks'
import { useRiskQuestion } from '../../src/parts/risk/useRiskQuestion'

const risk = (level: Risk['level']): Risk => ({ score: 70, level, reasons: [], unknown: [] })

test('A high risk is asked about before the call, and another is not', () => {
  const question = useRiskQuestion()

  expect([question.asks(risk('medium')), question.asks(null), question.asked.value]).toEqual([false, false, null])
  expect(question.asks(risk('high'))).toBe(true)
  expect(question.asked.value?.score).toBe(70)
})

test('A refusal that names a risk is a question, and any other stays the caller’s', () => {
  const question = useRiskQuestion()

  expect(question.wants(new Refused(409, { code: 'wrong_state' }))).toBe(false)
  expect(question.wants(new Error('no connection'))).toBe(false)
  expect(question.asked.value).toBeNull()
  expect(question.wants(new Refused(409, { code: 'risk_acknowledgement_required', risk: risk('high') }))).toBe(true)
  expect(question.asked.value?.level).toBe('high')
})
