/** One line: settings, connection, check, access, history. */
export const line = {
  title: 'Линия',
  tab: {
    settings: 'Настройки',
    connection: 'Подключение',
    check: 'Проверка и тест',
    access: 'Доступ',
    history: 'История'
  }
}
