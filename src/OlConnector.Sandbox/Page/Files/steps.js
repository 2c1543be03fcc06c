// Leads a newcomer from the installation to the telephones: what is done is ticked, the next step is named, and each step leads to its place.
import { $ } from './dom.js';
import { speech } from './speech.js';
import { show } from './tabs.js';

const places = { install: 'app', line: 'app', launch: 'letter', phones: 'phones' };

const doneIn = (state) => ({
  install: state.app.isInstalled,
  line: state.senders.length > 0,
  launch: state.messages.some((message) => message.module === 'sender'),
  phones: state.counters.onPhones > 0,
});

/** The step that is next, and what to do at it: the installer's own steps connect a line before the app is installed. */
function nextIn(state, done) {
  if (state.blocked.length > 0) return ['', 'blocked'];
  if (state.logins.length > 0) return ['line', 'link'];
  if (!done.install && $('frame').childElementCount > 0) return done.line ? ['install', 'finish'] : ['line', 'wizard'];
  const step = Object.keys(done).find((each) => !done[each]);
  return [step, step || 'all'];
}

export function drawSteps(state) {
  const done = doneIn(state);
  const [now, hint] = nextIn(state, done);
  for (const item of $('steps').children) {
    item.classList.toggle('done', done[item.dataset.step] && item.dataset.step !== now);
    item.classList.toggle('now', item.dataset.step === now);
  }
  $('guide').classList.toggle('done', !now);
  $('next-hint').textContent = speech.words.hints[hint];
  const fresh = state.portals.find((portal) => portal.isFresh);
  $('fresh').hidden = !fresh || fresh.isCurrent;
  if (fresh) $('fresh').href = `${fresh.url}/?lang=${speech.lang}`;
  $('base-url').textContent = state.gateway.baseUrl;
  $('base-url').title = speech.words.copy;
}

for (const item of $('steps').children) item.querySelector('button').onclick = () => show(places[item.dataset.step]);
$('base-url').onclick = () => navigator.clipboard?.writeText($('base-url').textContent);
