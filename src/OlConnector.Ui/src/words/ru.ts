/** Russian is the source of truth: en.ts must have its form, or the type check fails. */
export const ru = {
  nav: {
    lines: 'Линии',
    compose: 'Проверка текста',
    campaigns: 'Рассылки',
    messages: 'Сообщения',
    settings: 'Настройки',
    theme: { dark: 'Тёмная тема', light: 'Светлая тема' }
  },
  common: {
    retry: 'Повторить',
    cancel: 'Отменить',
    save: 'Сохранить',
    more: 'Ещё',
    loadFailed: 'Не удалось загрузить. {why}',
    offline: 'Нет связи, данные на {time}',
    onlyAdmin: 'Менять может администратор портала'
  },
  time: {
    now: 'сейчас',
    inSeconds: 'через {n} с',
    inMinutes: 'через {n} мин',
    today: 'сегодня в {time}',
    tomorrow: 'завтра в {time}',
    at: '{date} в {time}',
    sending: 'отправляется…',
    seconds: '{n} с',
    minutes: '{n} мин'
  },
  lines: {
    title: 'Линии',
    connect: 'Подключить линию',
    empty: 'Здесь будут линии, через которые уходят сообщения',
    emptyAction: 'Подключить первую линию',
    queued: 'В очереди',
    held: 'Ждут решения',
    interval: 'Пауза',
    pause: 'Приостановить',
    resume: 'Возобновить',
    paused: 'Отправка приостановлена',
    resumed: 'Отправка возобновлена',
    attention: 'Требуют внимания',
    attentionCount: '{n} линия | {n} линии | {n} линий',
    allWell: 'все работают',
    queueEmpty: 'Очередь пуста',
    paceWait: 'Пауза между сообщениями {interval}',
    state: {
      working: 'Работает',
      waiting: 'Ждёт',
      idle: 'Свободна',
      paused: 'На паузе',
      frozen: 'Остановлена',
      disconnected: 'Отключена',
      off: 'Выключена'
    }
  },
  session: {
    over: 'Сеанс закончился',
    overText: 'Страница была открыта долго, и портал больше не подтверждает вас. Откройте приложение снова.',
    reload: 'Открыть снова',
    outside: 'Откройте приложение в Битрикс24',
    outsideText: 'Интерфейс работает внутри портала: Маркет → OlConnector.'
  }
}
