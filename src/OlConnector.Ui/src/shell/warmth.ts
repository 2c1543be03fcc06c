import { tv } from '@bitrix24/b24ui-nuxt/utils/tv'
import type { Language } from '../session/session'

/**
 * Does once what is slow the first time (a language's numbers and plurals, the kit's rules of classes: a tenth of a second together),
 * at a moment when nothing else can be done. Without it all is the same, later.
 */
export function warmUp (language: Language): void {
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(1.5)
  new Intl.PluralRules(language).select(2)
  tv({ base: '' })()
}
