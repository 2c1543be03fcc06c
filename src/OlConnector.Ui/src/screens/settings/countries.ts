/** Countries that our portals live in; the portal's own comes first. Others can be set by the API. */
const usual = [
  'RU', 'BY', 'KZ', 'UA', 'UZ', 'KG', 'TJ', 'GE', 'AM', 'AZ', 'MD', 'DE', 'PL', 'GB', 'FR', 'ES', 'IT', 'TR', 'AE', 'IN', 'VN', 'US', 'BR', 'MX'
]

export function countryChoices (own: string | null | undefined, language: string): { label: string, value: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return [...new Set([...own ? [own] : [], ...usual])].map(value => ({ value, label: names.of(value) ?? value }))
}
