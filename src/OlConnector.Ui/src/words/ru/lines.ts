/** The list of lines. */
export const lines = {
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
}
