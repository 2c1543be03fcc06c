/** Messages: the list and one of them. */
export const messages = {
  title: 'Сообщения'
}
