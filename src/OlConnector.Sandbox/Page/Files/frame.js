// The portal's side of the app frame: opens it by a form POST and carries to `commands.js` what the app's script asks (bitrix24.md §8).
import { commands, silent } from './commands.js';
import { post } from './server.js';

const host = document.getElementById('frame');
const notice = document.getElementById('notice');

// The app's page, and above it the app's own sliders; the last one is in front.
const frames = [];

// What the address says to the portal's page itself; the rest of it goes to the app, as the options of its place.
const ours = ['placement', 'lang', 'user', 'tab', 'open', 'bare', 'height'];

// Of two openings at once the later one counts.
let turn = 0;

/** Opens the app, or its installer, as this person. */
export async function openApp(user, lang, place) {
  turn += 1;
  frames.length = 0;
  host.replaceChildren();
  const page = new URLSearchParams(location.search);
  const placement = place ? place.code : page.get('placement') || 'DEFAULT';
  for (const name of ours) page.delete(name);
  await openFrame({ user, lang, placement, query: { ...(place ? place.options : Object.fromEntries(page)), IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' } });
}

/** Tells a frame of an event that it has bound; the sandbox's own hand on it is `window.sandboxFrame`. */
function fire(event, ...args) {
  for (const frame of frames) {
    for (const answer of frame.bound.get(event) || []) answer(...args);
  }
}

async function openFrame(asked, closed) {
  const mine = turn;
  const answer = await post('open', asked);
  if (mine !== turn) return;
  notice.hidden = !answer.notice;
  if (answer.notice) return;
  const element = document.createElement('iframe');
  element.title = 'OlConnector';
  const height = new URLSearchParams(location.search).get('height');
  if (height) element.style.height = `${height}px`;
  element.name = `${answer.domain}|0|${answer.sid}`;
  for (const each of frames) each.element.hidden = true;
  frames.push({ ...answer, asked, closed, element, bound: new Map() });
  host.append(element);
  submit(answer, element.name);
}

function take(frame) {
  frames.splice(frames.indexOf(frame), 1);
  frame.element.remove();
  if (frames.length > 0) frames[frames.length - 1].element.hidden = false;
}

/** What a command may do to the frame that asked, besides answering. */
const hands = {
  reload: (frame) => { take(frame); return openFrame(frame.asked, frame.closed); },
  openSlider: (frame, query, closed) => openFrame({ ...frame.asked, placement: 'DEFAULT', query: { ...query, IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' } }, closed),
  close: (frame) => { take(frame); if (frame.closed) frame.closed(); },
};

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

// Newer clients send objects for some commands, all send strings for the others: "command:json?:key:sid". The JSON may hold colons, so key
// and sid are read from the end.
function read(data) {
  if (data && typeof data === 'object' && data.method) {
    return { command: data.method, params: data.params || {}, key: data.callback, sid: data.appSid };
  }
  if (typeof data !== 'string' || !data.includes(':')) return null;
  const [command, ...rest] = data.split(':');
  const sid = rest.pop();
  const key = rest.pop();
  const json = rest.join(':');
  return { command, params: json ? JSON.parse(json) : {}, key, sid };
}

window.addEventListener('message', async (event) => {
  const frame = frames.find((each) => each.element.contentWindow === event.source);
  const message = frame && read(event.data);
  if (!message || message.sid !== frame.sid || !Object.hasOwn(commands, message.command)) return;
  // Nothing to say is said by the key and a colon.
  const answer = (value) => event.source.postMessage(`${message.key}:${value === undefined ? '' : JSON.stringify(value)}`, event.origin);
  const value = await commands[message.command](message.params, frame, { ...hands, answer });
  if (value !== silent) answer(value);
});

window.sandboxFrame = { fire };
