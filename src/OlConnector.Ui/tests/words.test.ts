import { expect, test } from 'vitest'
import { russianForm, wordsOf } from '../src/words'
import { lateNames, withWords } from '../src/words/late'

test.each([[1, 0], [2, 1], [5, 2], [11, 2], [21, 0], [104, 1], [0, 2], [1.5, 1]])('%d takes form %d of three', (count, form) =>
  expect(russianForm(count, 3)).toBe(form))

test('Lines are counted as Russian counts them', async () => {
  const { global: { t } } = await wordsOf('ru')

  expect([1, 2, 5].map(n => t('lines.attentionCount', { n }, n))).toEqual(['1 линия', '2 линии', '5 линий'])
})

test('Both languages compile: no text breaks the library\'s braces or bars', async () => {
  for (const language of ['ru', 'en'] as const) {
    document.documentElement.lang = language
    const { global: { t, getLocaleMessage } } = await wordsOf(language)
    for (const name of lateNames) await withWords(name, async () => null)
    for (const key of leaves(getLocaleMessage(language))) expect(t(key as never), key).not.toBe('')
  }
})

function leaves (words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => typeof value === 'object' ? leaves(value, `${path}${key}.`) : [`${path}${key}`])
}

test('Words that come with a screen are there as soon as it is', async () => {
  document.documentElement.lang = 'ru'
  const { global: { t } } = await wordsOf('ru')

  await withWords('own', async () => null)

  expect(t('own.steps.who')).toBe('Кому')
})
