/** The console of support, outside of a portal. */
export const support = {
  title: 'Поддержка'
}
