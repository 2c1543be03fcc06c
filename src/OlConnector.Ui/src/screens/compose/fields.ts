import type { WordKey } from '../../words'

interface Offered { name: string, label: WordKey, fallback: WordKey, sample: WordKey }

/** Fields that CRM can fill in by the number alone (docs/text.md); others are written by hand. */
const offered: readonly Offered[] = [
  { name: 'NAME', label: 'compose.fields.name', fallback: 'compose.fields.friend', sample: 'compose.sample.name' },
  { name: 'LAST_NAME', label: 'compose.fields.lastName', fallback: 'compose.fields.client', sample: 'compose.sample.lastName' },
  { name: 'full_name', label: 'compose.fields.fullName', fallback: 'compose.fields.client', sample: 'compose.sample.fullName' },
  { name: 'company', label: 'compose.fields.company', fallback: 'compose.fields.yourCompany', sample: 'compose.sample.company' }
]

type Say = (key: WordKey) => string

/** What the list inserts: the word that stands in where CRM knows nothing is in it already. */
export function placeholders (t: Say): { label: string, text: string }[] {
  return [
    ...offered.map(field => ({ label: t(field.label), text: `{{ ${field.name} ?? "${t(field.fallback)}" }}` })),
    { label: t('compose.fields.ifName'), text: '{{ if NAME }}{{ NAME }}{{ end }}' }
  ]
}

/** A field by the name that people know; one that is not in the list keeps its own. */
export function fieldName (field: string, t: Say): string {
  const known = offered.find(one => one.name.toLowerCase() === field.toLowerCase())
  return known ? t(known.label) : field
}

/** Values to show the fields of the list with, by field in small letters. None for the number: it would choose the price. */
export const samples = (t: Say): Record<string, string> =>
  Object.fromEntries(offered.map(field => [field.name.toLowerCase(), t(field.sample)]))
