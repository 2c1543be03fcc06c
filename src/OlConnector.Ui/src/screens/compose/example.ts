import type { WordKey } from '../../words'

/** A text with everything in it: groups, a field, a whole link, a way to refuse. */
export function exampleText (t: (key: WordKey) => string): string {
  const group = (key: 'greet' | 'remind' | 'until' | 'what' | 'act') => `{${t(`compose.example.${key}`).replaceAll('/', '|')}}`
  const name = `{{ NAME ?? "${t('compose.fields.friend')}" }}`
  return [
    `${group('greet')}, ${name}!`,
    `${group('remind')}: ${t('compose.example.before')} ${group('until')} ${t('compose.example.offer')} ${group('what')}. `
      + `${group('act')} ${t('compose.example.where')}`,
    t('compose.example.end')
  ].join('\n\n')
}
