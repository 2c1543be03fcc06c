/** The check of a text. */
export const compose = {
  title: 'Проверка текста'
}
