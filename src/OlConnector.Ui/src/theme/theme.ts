import { shallowRef } from 'vue'

export type Theme = 'light' | 'dark'

/** The portal does not tell its theme: the system's word is taken, and a person's own choice for as long as the page lives. */
const system = matchMedia('(prefers-color-scheme: dark)')
const theme = shallowRef<Theme>(system.matches ? 'dark' : 'light')
let chosen = false

function wear (next: Theme): void {
  theme.value = next
  document.documentElement.classList.toggle('dark', next === 'dark')
  document.documentElement.classList.toggle('light', next === 'light')
}

/** Before the first paint. */
export function wearSystemTheme (): void {
  wear(theme.value)
  system.addEventListener('change', change => { if (!chosen) wear(change.matches ? 'dark' : 'light') })
}

export function useTheme () {
  function turn (): void {
    chosen = true
    wear(theme.value === 'dark' ? 'light' : 'dark')
  }
  return { theme, turn }
}
