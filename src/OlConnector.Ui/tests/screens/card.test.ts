import { expect, test } from 'vitest'
import { CardClosed, numbersOf } from '../../src/screens/card/numbers'

const phone = (value: string) => ({ typeId: 'PHONE', valueType: 'WORK', value })
const cards: Record<string, Record<string, unknown>> = {
  '3:318': { fm: [phone('+7 916 123-45-67'), { typeId: 'EMAIL', value: 'a@example.com' }, phone('8 (916) 123-45-67'), phone(' ')] },
  '4:7': { fm: { 0: phone('+74951112233') } },
  '2:15': { contactId: 318, companyId: '7' },
  '1:9': { fm: [phone('+79030000000')], contactId: 0, companyId: null },
  '2:16': { contactId: 99, fm: [] }
}
const read = async (type: number, id: number) => cards[`${type}:${id}`] ?? null

test('A contact has its own numbers, each once however it is written', async () => {
  expect(await numbersOf('contact', 318, read)).toEqual(['+7 916 123-45-67'])
})
test('A deal has those of its contact and its company, also where PHP prints a list as a map', async () => {
  expect(await numbersOf('deal', 15, read)).toEqual(['+7 916 123-45-67', '+74951112233'])
})
test('A lead without a client has its own', async () => expect(await numbersOf('lead', 9, read)).toEqual(['+79030000000']))
test('A client whom the person may not see gives no number', async () => expect(await numbersOf('deal', 16, read)).toEqual([]))
test('A card that the person may not see is closed', async () => {
  await expect(numbersOf('company', 404, read)).rejects.toThrow(CardClosed)
})
