// The portal's side of the app frame: opens it by a form POST and answers what the app's script asks (ui.md §3, point 11).
import { post } from './page.js';

const frameHost = document.getElementById('frame');
let opened = null;
let current = null;

/** Opens the app, or its installer, as this person. */
export async function openApp(user, lang) {
  const answer = await post('open', { user, lang });
  frameHost.replaceChildren();
  document.getElementById('notice').hidden = !answer.notice;
  if (answer.notice) return;
  opened = { ...answer, user, lang };
  current = document.createElement('iframe');
  current.title = 'OlConnector';
  current.name = `${answer.domain}|0|${answer.sid}`;
  frameHost.append(current);
  submit(answer, current.name);
}

function submit(answer, target) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = answer.url;
  form.target = target;
  for (const [name, value] of Object.entries(answer.fields)) {
    if (value === null) continue;
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

function initData() {
  const { fields } = opened;
  return {
    LANG: opened.lang, DOMAIN: opened.domain, PROTOCOL: 0, PATH: '/rest', AUTH_ID: fields.AUTH_ID, REFRESH_ID: fields.REFRESH_ID,
    AUTH_EXPIRES: fields.AUTH_EXPIRES, MEMBER_ID: opened.memberId, IS_ADMIN: opened.isAdmin, PLACEMENT: fields.PLACEMENT,
    PLACEMENT_OPTIONS: {}, INSTALL: opened.install, FIRST_RUN: opened.install, APP_OPTIONS: {}, USER_OPTIONS: {},
  };
}

const commands = {
  getInitData: async () => initData(),
  refreshAuth: () => post('refresh-auth', { user: opened.user }),
  resizeWindow: async ({ height }) => {
    if (height) current.style.height = `${Math.min(Math.max(Number(height), 480), 2400)}px`;
    return { width: current.clientWidth, height: current.clientHeight };
  },
  setTitle: async ({ title }) => { document.getElementById('frame-title').textContent = title; return {}; },
  setInstall: async () => ({}),
  setInstallFinish: async () => {
    await post('install-finish', { user: opened.user });
    await openApp(opened.user, opened.lang);
    return {};
  },
  reloadWindow: async () => { await openApp(opened.user, opened.lang); return {}; },
  openApplication: async () => { await openApp(opened.user, opened.lang); return {}; },
  closeApplication: async () => ({}),
  openPath: async () => ({ result: 'close' }),
  setScroll: async () => ({}),
};

// "command:json?:key:sid"; the JSON may hold colons, so key and sid are read from the end.
function parse(text) {
  const head = text.indexOf(':');
  const rest = text.slice(head + 1).split(':');
  const sid = rest.pop();
  const key = rest.pop();
  const json = rest.join(':');
  return { command: text.slice(0, head), params: json ? JSON.parse(json) : {}, key, sid };
}

window.addEventListener('message', async (event) => {
  if (!current || event.source !== current.contentWindow || typeof event.data !== 'string' || !event.data.includes(':')) return;
  const message = parse(event.data);
  if (!opened || message.sid !== opened.sid || !commands[message.command]) return;
  const source = event.source;
  const answer = await commands[message.command](message.params || {});
  source.postMessage(`${message.key}:${JSON.stringify(answer)}`, event.origin);
});
