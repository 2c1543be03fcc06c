/** What came of mailings: the end of one, sums of a time, files to take away. */
export const results = {
  title: 'Итоги',
  note: 'Сообщения по дням, когда их приняло приложение, в часовом поясе портала ({zone}).',
  from: 'С',
  to: 'По',
  by: { day: 'По дням', line: 'По линиям', campaign: 'По рассылкам' },
  what: 'Что складываем',
  figures: { messages: 'Сообщений', left: 'Ушло', delivered: 'Доставлено', failed: 'Не дошло', cost: 'Стоимость' },
  share: '{n} % от ушедших',
  noCost: 'цены не заданы',
  direct: 'Не из рассылок',
  gone: 'Данные уже удалены',
  empty: 'За эти дни сообщений нет',
  emptyText: 'Выберите другие дни или отправьте рассылку.',
  table: 'Итоги, {what}',
  column: { name: 'Название', messages: 'Сообщений', states: 'Что стало', cost: 'Стоимость' },
  chart: { label: 'Сообщения по дням: {list}', day: '{day}: {n}', delivered: 'доставлено', sent: 'отправлено', failed: 'не дошло', rest: 'прочее' },
  outcome: {
    title: 'Что получилось',
    total: 'Всего',
    left: 'Ушло',
    delivered: 'Доставлено',
    read: 'Прочитано',
    of: '{n} % от всех',
    reasons: 'Почему не дошло',
    noReasons: 'Ошибок и отказов нет.',
    hours: 'По часам',
    hoursSpoken: 'Отправлено и доставлено по часам: {list}',
    hour: '{at}: отправлено {sent}, доставлено {delivered}'
  },
  cost: {
    title: 'Стоимость',
    spent: 'Потрачено',
    toCome: 'Ещё уйдёт',
    nothing: 'Пока ничего',
    parts: '{n} часть | {n} части | {n} частей',
    messages: '{n} сообщение | {n} сообщения | {n} сообщений',
    unpriced: 'Нет цены для {n} номера: | Нет цены для {n} номеров: | Нет цены для {n} номеров:',
    uncounted: 'Ещё не составлено или отправлено раньше, чем считались части: {n}.',
    noTariff: 'Цены линии не заданы: добавьте их в её настройках, и здесь будет сумма.',
    latin: 'Латиницей было бы {what}.'
  },
  files: {
    take: 'Скачать',
    csv: 'Таблица CSV',
    xlsx: 'Книга Excel',
    report: 'Все сообщения, CSV',
    reportXlsx: 'Все сообщения, Excel',
    errors: 'Ошибки, CSV',
    errorsTxt: 'Ошибки, текст'
  }
}
