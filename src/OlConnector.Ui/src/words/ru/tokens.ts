/** API tokens. */
export const tokens = {
  title: 'Ключи API'
}
