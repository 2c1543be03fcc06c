/** Mailings: the list and one of them. */
export const campaigns = {
  title: 'Рассылки'
}
