// Draws the state that /sandbox/state tells, once a second; the parts of the page press their own buttons.
import { drawBell } from './bell.js';
import { $, fill } from './dom.js';
import { openApp } from './frame.js';
import { drawForms } from './letter.js';
import { askRoles, drawPeople, onPersonChange, person } from './people.js';
import { drawPhones } from './phones.js';
import { drawRobot } from './robot.js';
import { get, post } from './server.js';
import { changeLanguage, speak, speech } from './speech.js';
import { drawStatuses } from './statuses.js';
import { drawSteps } from './steps.js';
import { show } from './tabs.js';

const page = new URLSearchParams(location.search);
let state = null;

function drawHead() {
  $('clock').textContent = state.clock.now.slice(11);
  $('clock').title = state.clock.now.replace('T', ' ');
  $('speed').disabled = state.clock.speed === null;
  if (document.activeElement !== $('speed') && state.clock.speed) $('speed').value = String(state.clock.speed);
  fill($('portals'), state.portals.map((portal) => [portal.url, `${portal.name} · ${speech.words.plans[portal.status] || portal.status}`]));
  if (document.activeElement !== $('portals')) $('portals').value = state.portals.find((portal) => portal.isCurrent).url;
  const isOpen = $('frame').childElementCount > 0;
  $('open').textContent = isOpen ? speech.words.again : !state.app.isInstalled ? speech.words.install : speech.words.open;
  $('open').className = isOpen ? 'ghost' : 'primary';
  $('uninstall').hidden = !state.app.isAdded;
  $('frame-empty').hidden = isOpen || !$('notice').hidden;
  $('frame-title').title = state.app.url;
  if (!$('frame-title').textContent) $('frame-title').textContent = 'OlConnector';
}

async function draw() {
  try {
    state = await get(`state?lang=${speech.lang}`);
    $('offline').hidden = true;
    // Telephones that a person has to take into the hand stand beside the app.
    document.body.classList.toggle('needed', state.logins.length + state.blocked.length > 0);
  } catch {
    $('offline').hidden = false;
    return;
  }
  for (const part of [drawHead, drawSteps, drawPeople, drawBell, drawForms, drawRobot, drawPhones, drawStatuses]) part(state);
}

const open = (place) => openApp(person(), speech.lang, place?.code ? place : undefined).then(askRoles).then(draw);

$('open').onclick = () => open();
$('card-tab').onclick = () => {
  const [kind, id] = $('card-place').value.split(':');
  show('app');
  open({ code: `CRM_${kind}_DETAIL_TAB`, options: { ID: id } });
};
onPersonChange(() => { if ($('frame').childElementCount > 0 || !$('notice').hidden) open(); else draw(); });
$('portals').onchange = () => { location.href = `${$('portals').value}/?lang=${speech.lang}`; };
$('uninstall').onclick = async () => { await post('uninstall', { clean: 0 }); $('frame').replaceChildren(); await draw(); };
$('speed').onchange = () => post('speed', { speed: Number($('speed').value) }).then(draw);
$('lang').onclick = () => { changeLanguage(); if ($('frame').childElementCount > 0) open(); else draw(); };
$('theme').onclick = () => document.documentElement.classList.toggle('dark');
$('said-close').onclick = () => { $('said').hidden = true; };

if (matchMedia('(prefers-color-scheme: dark)').matches) document.documentElement.classList.add('dark');
document.body.classList.toggle('bare', page.has('bare'));
speak();
show(page.get('tab') || 'app');
await draw();
if (state && (state.app.isInstalled || page.has('open'))) $('open').click();
setInterval(draw, 1000);
