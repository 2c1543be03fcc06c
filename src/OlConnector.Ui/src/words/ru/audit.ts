/** Who did what. */
export const audit = {
  title: 'Журнал действий',
  part: { done: 'Действия', callbacks: 'Непонятые отчёты шлюзов', calls: 'Обмен с Битрикс24' },
  parts: 'Части журнала',
  empty: 'Здесь будет видно, кто и что изменил',
  none: 'По этим условиям ничего нет',
  who: 'Кто',
  what: 'Что',
  anybody: 'все',
  anything: 'всё',
  whoIs: 'Кто: {name}',
  whatIs: 'Что: {name}',
  times: '{n} раз за час | {n} раза за час | {n} раз за час',
  lastAt: 'последний {when}',
  from: 'с адреса {address}',
  hidden: 'изменено, значение скрыто',
  group: {
    line: 'Линии', campaign: 'Рассылки', message: 'Сообщения', user: 'Люди', token: 'Ключи API', webhook: 'Вебхуки',
    settings: 'Настройки', portal: 'Портал',
    stop: 'Стоп-лист', opted: 'Отказы', forged: 'Поддельные вызовы'
  },
  actor: {
    user: 'пользователь {id}', system: 'приложение', gateway: 'шлюз', operator: 'поддержка разработчика', recipient: 'клиент',
    callback: 'вызов от имени шлюза', frame: 'открытие от имени портала', event: 'событие от имени портала', handler: 'вызов от имени Битрикс24',
    renewal: 'продление сеанса'
  },
  action: {
    lineCreated: 'Подключена линия', lineChanged: 'Изменена линия', lineDeleted: 'Удалена линия', linePaused: 'Линия на паузе',
    lineResumed: 'Линия возобновлена', lineCleared: 'Очередь линии очищена', lineFrozen: 'Линия остановлена', lineLoginCode: 'Запрошен код входа',
    lineSessionStart: 'Сессия запущена', lineSessionStop: 'Сессия остановлена', lineSessionRestart: 'Сессия перезапущена',
    lineSessionLogOut: 'Телефон отвязан', handlerKeyRotated: 'Сменён ключ адреса для Битрикс24', hookKeyRotated: 'Сменён ключ адреса для шлюза',
    campaignPaused: 'Рассылка на паузе', campaignResumed: 'Рассылка возобновлена', campaignStopped: 'Рассылка остановлена',
    campaignCleared: 'Очередь рассылки снята', campaignReleased: 'Удержанные отправлены', campaignDiscarded: 'Удержанные сняты',
    campaignChanged: 'Изменена рассылка', mailingPrepared: 'Рассылка подготовлена', mailingWithdrawn: 'Рассылка отозвана',
    campaignRestarted: 'Рассылка отправлена снова', campaignExpired: 'Срок рассылки прошёл',
    messageCancelled: 'Отправка сообщения отменена', messageReleased: 'Сообщение отпущено', messageDiscarded: 'Сообщение снято',
    messagesExported: 'Сообщения выгружены в файл', templateSaved: 'Сохранена заготовка',
    templateChanged: 'Изменена заготовка', templateDeleted: 'Удалена заготовка', templatesImported: 'Заготовки загружены',
    webhookCreated: 'Создан вебхук', webhookChanged: 'Изменён вебхук', webhookDeleted: 'Удалён вебхук', webhookTested: 'Вебхук проверен',
    webhookSwitchedOff: 'Вебхук выключился сам', webhookDeliveryRepeated: 'Доставка вебхука повторена',
    messageResolved: 'Решено о неизвестном исходе', tokenCreated: 'Создан ключ API', tokenRevoked: 'Отозван ключ API',
    userChanged: 'Изменён доступ', settingsChanged: 'Изменены настройки', portalInstalled: 'Приложение установлено',
    portalInstalledAgain: 'Приложение установлено снова', portalGone: 'Портал удалил приложение', portalUnpaid: 'Портал не оплачен',
    portalPaid: 'Портал оплачен', needsReauthorization: 'Нужен вход администратора', optedOut: 'Клиент отказался от рассылок',
    optedIn: 'Клиент вернулся', sentInSpiteOfOptOut: 'Отправлено отказавшемуся по его запросу', numberErased: 'Стёрты данные номера',
    stopListAdded: 'Внесён в стоп-лист', stopListRemoved: 'Убран из стоп-листа', stopListImported: 'Стоп-лист загружен',
    stopListExported: 'Стоп-лист выгружен', optOutUndone: 'Отказ клиента снят вручную',
    sentInSpiteOfStopList: 'Отправлено на номер из стоп-листа по просьбе получателя',
    operatorAccess: 'Поддержка разработчика смотрела портал', applicationTokenLearned: 'Узнан ключ портала', forgedCall: 'Поддельный вызов',
    forgedCallback: 'Поддельный отчёт шлюза', forgedFrame: 'Поддельное открытие', forgedEvent: 'Поддельное событие',
    forgedRenewal: 'Поддельное продление сеанса', bodyTooLarge: 'Слишком большой вызов', unreadableCallback: 'Непонятный отчёт шлюза',
    foreignRefreshToken: 'Пришёл чужой ключ обновления'
  },
  setting: {
    name: 'Название', number: 'Номер', marketingInterval: 'Пауза в рассылках', directInterval: 'Пауза в личных', jitter: 'Добавка, %', window: 'Часы',
    resendUnknown: 'Повтор неизвестных', treatAsMarketing: 'Всё как рассылка', tariff: 'Тариф', currency: 'Валюта', country: 'Страна номеров',
    timeZone: 'Часовой пояс', language: 'Язык', literalSpintax: 'Скобки как есть', acceptAnyNumber: 'Любые цифры', optOutWords: 'Слова отказа',
    missingValue: 'Пустое поле', dedupe: 'Одно и то же — один раз', frequencyCap: 'Ограничение частоты',
    newUsers: 'Новые люди', rank: 'Очерёдность'
  },
  value: { active: 'работает', paused: 'на паузе', frozen: 'остановлена', never: 'никогда', once: 'один раз' },
  calls: {
    note: 'Наши запросы к порталу за три дня, без личных данных. Пригодится поддержке.',
    method: 'Метод, например messageservice.sender.list',
    empty: 'За три дня запросов не было',
    request: 'Запрос',
    response: 'Ответ',
    noAnswer: 'без ответа',
    took: 'за {n} мс',
    open: 'Запрос и ответ: {method}'
  },
  callbacks: {
    note: 'Шлюз прислал то, что мы не смогли прочитать или применить. Ответили ему «принято», чтобы не мешать. Хранятся 14 дней, по 100 на линию.',
    empty: 'Всё, что присылали шлюзы, понято',
    line: 'Линия',
    length: '{n} байт | {n} байта | {n} байт',
    open: 'Что прислал шлюз: {line}'
  }
}
