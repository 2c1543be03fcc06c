/** The steps from installing to the first message. */
export const install = {
  title: 'Установка'
}
