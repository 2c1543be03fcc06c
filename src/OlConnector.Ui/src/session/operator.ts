import { shallowRef } from 'vue'

/** Support's own way in: a token that a person typed, and the portal they look at. In memory until the page is closed. */
export interface Operator { token: string, portal: string | null, domain?: string }

const current = shallowRef<Operator | null>(null)

export const operator = (): Operator | null => current.value
export const actAsOperator = (who: Operator | null): void => { current.value = who }
