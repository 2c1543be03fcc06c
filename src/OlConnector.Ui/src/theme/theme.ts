export type Theme = 'light' | 'dark'

/** The portal does not tell its theme: the system's word is taken, and a person's own choice for as long as the page lives. */
export const systemTheme = (): Theme => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

export function wear (theme: Theme): void {
  document.documentElement.classList.toggle('dark', theme === 'dark')
  document.documentElement.classList.toggle('light', theme === 'light')
}

export const worn = (): Theme => document.documentElement.classList.contains('dark') ? 'dark' : 'light'
