/** Fields: hints, what is wrong with a value, days and hours. */
export const forms = {
  required: 'Заполните это поле',
  notNumber: 'Здесь нужно число',
  notUrl: 'Здесь нужен адрес, который начинается с https://',
  atLeast: 'Не меньше {n}',
  atMost: 'Не больше {n}',
  range: 'от {from} до {to}',
  secretSet: 'Задан',
  secretSetOn: 'Задан {date}',
  secretReplace: 'Заменить',
  secretKeep: 'Оставить прежний',
  optional: 'необязательно',
  seconds: 'с',
  days: { mon: 'Пн', tue: 'Вт', wed: 'Ср', thu: 'Чт', fri: 'Пт', sat: 'Сб', sun: 'Вс' },
  daysLabel: 'Дни',
  from: 'С',
  to: 'До',
  zone: 'Часовой пояс',
  anyTime: 'В любое время'
}
