// Draws the state that /sandbox/state tells, once a second, and presses buttons by POST.
import { languages } from './words.js';
import { openApp } from './frame.js';

const $ = (id) => document.getElementById(id);
let lang = new URLSearchParams(location.search).get('lang') || (navigator.language.startsWith('ru') ? 'ru' : 'en');
let words = languages[lang] || languages.ru;
let state = null;

export async function post(verb, form) {
  const answer = await fetch(`/sandbox/${verb}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(form) });
  return answer.json();
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function fill(select, options, placeholder) {
  const key = JSON.stringify([options, placeholder]);
  if (select.dataset.key === key) return;
  const chosen = select.value;
  select.dataset.key = key;
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
  if (options.length === 0) select.append(new Option(placeholder, ''));
  if (options.some(([value]) => String(value) === chosen)) select.value = chosen;
}

function speak() {
  document.documentElement.lang = lang;
  document.title = words.title;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
  $('lang').textContent = lang === 'ru' ? 'EN' : 'RU';
  for (const [id, word] of [['letter-text', 'letter'], ['card-text', 'card']]) {
    if (!$(id).value || Object.values(languages).some((each) => each[word] === $(id).value)) $(id).value = words[word];
  }
  $('endings').replaceChildren(...words.endingList.map(([digits, what]) => {
    const item = make('li');
    item.append(make('b', '', digits), ` ${what}`);
    return item;
  }));
}

function drawHead() {
  $('clock').textContent = state.clock.now.slice(11);
  $('clock').title = state.clock.now.replace('T', ' ');
  $('speed').disabled = state.clock.speed === null;
  if (document.activeElement !== $('speed') && state.clock.speed) $('speed').value = String(state.clock.speed);
  $('portals').replaceChildren(...state.portals.map((portal) => {
    const link = make('a', '', `${portal.name} `);
    link.href = `${portal.url}/?lang=${lang}`;
    link.append(make('em', '', portal.status));
    if (portal.isCurrent) link.setAttribute('aria-current', 'page');
    return link;
  }));
  $('base-url').textContent = state.gateway.baseUrl;
  $('open').textContent = state.app.isInstalled ? words.open : words.install;
  $('uninstall').hidden = !state.app.isAdded;
  $('frame-empty').hidden = $('frame').childElementCount > 0 || !$('notice').hidden;
  if (!$('frame-title').textContent) $('frame-title').textContent = state.app.url;
}

function drawSteps() {
  const done = { install: state.app.isInstalled, line: state.senders.length > 0, launch: state.messages.some((message) => message.module === 'sender'), phones: state.counters.onPhones > 0 };
  const next = Object.keys(done).find((step) => !done[step]);
  for (const item of $('steps').children) {
    item.classList.toggle('done', done[item.dataset.step]);
    item.classList.toggle('now', item.dataset.step === next);
  }
}

function drawForms() {
  fill($('user'), state.users.map((user) => [user.id, `${user.name}${user.isAdmin ? ' ★' : ''}`]));
  fill($('segment'), state.segments.map((segment) => [segment.id, `${segment.name} · ${words.people(segment.count)}`]));
  for (const select of document.querySelectorAll('.senders')) fill(select, state.senders.map((sender) => [sender.code, sender.title]), words.noSenders);
  $('launch').disabled = state.senders.length === 0;
}

function bubble(each) {
  const element = make('div', `bubble${each.mine ? ' mine' : ''}`, each.text);
  const ticks = { accepted: '✓', delivered: '✓✓', read: '✓✓', undelivered: '✕' }[each.status] || '';
  const foot = make('small', each.status || '', `${each.at} ${ticks}`);
  element.append(foot);
  return element;
}

function drawPhones() {
  $('phones-count').textContent = state.counters.onPhones;
  $('phones-empty').hidden = state.phones.length > 0;
  if ($('phones').contains(document.activeElement)) return;
  $('phones').replaceChildren(...state.phones.map((phone) => {
    const card = make('article', 'phone');
    const head = make('header', '', phone.phone);
    head.append(make('small', '', phone.bubbles.findLast((each) => each.line)?.line || ''));
    const screen = make('div', 'screen');
    screen.append(...phone.bubbles.map(bubble));
    const form = make('form', 'reply');
    const input = make('input');
    input.placeholder = words.reply;
    input.setAttribute('aria-label', `${words.reply} ${phone.phone}`);
    form.append(input);
    form.onsubmit = (event) => {
      event.preventDefault();
      post('reply', { phone: phone.phone, text: input.value });
      input.blur();
    };
    card.append(head, screen, form);
    return card;
  }));
}

function drawTable() {
  $('counters').replaceChildren(...Object.keys(words.counters).map((name) => make('span', `mark ${name}`, `${words.counters[name]} ${state.counters[name]}`)));
  const round = (gap) => Object.fromEntries(Object.entries(gap).map(([key, value]) => [key, typeof value === 'number' && key !== 'count' ? value.toFixed(1) : value]));
  $('gaps').textContent = state.gaps.filter((gap) => gap.count > 1).map((gap) => words.gap(round(gap))).join(' · ');
  $('rows-empty').hidden = state.messages.length > 0;
  $('rows').replaceChildren(...state.messages.map((message) => {
    const row = make('tr');
    const text = make('td', '', message.text);
    text.title = message.text;
    const status = make('td');
    status.append(make('span', `mark ${message.status}`, words.words[message.status] || message.status));
    row.append(make('td', '', message.at), make('td', '', message.to), text, make('td', '', words.modules[message.module] ?? message.module), status);
    return row;
  }));
}

function drawNotices() {
  $('notices-box').hidden = state.notices.length === 0;
  $('notices').replaceChildren(...state.notices.map((notice) => {
    const item = make('li');
    item.append(make('b', '', notice.to), ` ${notice.text}`);
    return item;
  }));
}

async function draw() {
  try {
    const answer = await fetch(`/sandbox/state?lang=${lang}`);
    state = await answer.json();
    $('offline').hidden = true;
    drawHead();
    drawSteps();
    drawForms();
    drawPhones();
    drawTable();
    drawNotices();
  } catch {
    $('offline').hidden = false;
  }
}

async function drawExample() {
  const answer = await post('preview', { segment: $('segment').value, text: $('letter-text').value });
  $('example').textContent = answer.text ?? '…';
}

function show(name) {
  for (const tab of document.querySelectorAll('[role=tab]')) {
    tab.setAttribute('aria-selected', String(tab.id === `tab-${name}`));
    $(tab.getAttribute('aria-controls')).hidden = tab.id !== `tab-${name}`;
  }
  if (name === 'letter') drawExample();
}

for (const tab of document.querySelectorAll('[role=tab]')) tab.onclick = () => show(tab.id.slice('tab-'.length));
$('open').onclick = () => openApp(Number($('user').value), lang).then(draw);
$('uninstall').onclick = async () => { await post('uninstall', { clean: 0 }); $('frame').replaceChildren(); await draw(); };
$('speed').onchange = () => post('speed', { speed: Number($('speed').value) }).then(draw);
$('lang').onclick = () => { lang = lang === 'ru' ? 'en' : 'ru'; words = languages[lang]; speak(); draw(); };
$('theme').onclick = () => document.documentElement.classList.toggle('dark');
$('base-url').onclick = () => navigator.clipboard?.writeText(state.gateway.baseUrl);
$('segment').onchange = drawExample;
$('letter-text').oninput = drawExample;
$('panel-letter').onsubmit = async (event) => {
  event.preventDefault();
  const answer = await post('launch', { segment: $('segment').value, code: $('letter-code').value, text: $('letter-text').value, rough: $('rough').checked ? 1 : 0 });
  $('launched').textContent = answer.recipients === undefined ? answer.error : words.launched(answer.recipients);
};
$('panel-card').onsubmit = async (event) => {
  event.preventDefault();
  await post('card', { user: $('user').value, phone: $('card-phone').value, code: $('card-code').value, text: $('card-text').value });
  await draw();
};

if (matchMedia('(prefers-color-scheme: dark)').matches) document.documentElement.classList.add('dark');
speak();
show(new URLSearchParams(location.search).get('tab') || 'app');
await draw();
await drawExample();
if (state && (state.app.isInstalled || new URLSearchParams(location.search).has('open'))) $('open').click();
setInterval(draw, 1000);
