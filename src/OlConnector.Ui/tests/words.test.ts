import { expect, test } from 'vitest'
import { russianForm, wordsOf } from '../src/words'

test.each([[1, 0], [2, 1], [5, 2], [11, 2], [21, 0], [104, 1], [0, 2], [1.5, 1]])('%d takes form %d of three', (count, form) =>
  expect(russianForm(count, 3)).toBe(form))

test('Lines are counted as Russian counts them', async () => {
  const { global: { t } } = await wordsOf('ru')

  expect([1, 2, 5].map(n => t('lines.attentionCount', { n }, n))).toEqual(['1 линия', '2 линии', '5 линий'])
})

test('Both languages compile: no text breaks the library\'s braces or bars', async () => {
  for (const language of ['ru', 'en'] as const) {
    const { global: { t, getLocaleMessage } } = await wordsOf(language)
    for (const key of leaves(getLocaleMessage(language))) expect(t(key as never), key).not.toBe('')
  }
})

function leaves (words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => typeof value === 'object' ? leaves(value, `${path}${key}.`) : [`${path}${key}`])
}
