/** Settings of the portal and the names of the sections beside it. */
export const settings = {
  title: 'Настройки',
  section: {
    portal: 'Портал',
    users: 'Люди и роли',
    tokens: 'Ключи API',
    audit: 'Журнал действий'
  }
}
