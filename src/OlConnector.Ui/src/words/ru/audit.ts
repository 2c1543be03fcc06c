/** Who did what. */
export const audit = {
  title: 'Журнал действий'
}
