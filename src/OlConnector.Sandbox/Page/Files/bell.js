// The portal's bell: what the app tells the person who works, and how many of it they have not looked at.
import { $, make } from './dom.js';
import { person } from './people.js';

const looked = new Map();

export function drawBell(state) {
  const mine = state.notices.filter((notice) => notice.userId === person());
  const isOpen = !$('notices-box').hidden;
  if (isOpen) looked.set(person(), mine.length);
  const unseen = mine.length - (looked.get(person()) || 0);
  $('bell-count').hidden = unseen <= 0;
  $('bell-count').textContent = unseen;
  $('bell').setAttribute('aria-label', `${document.querySelector('#notices-box > b').textContent}: ${mine.length}`);
  $('notices-empty').hidden = mine.length > 0;
  $('notices').replaceChildren(...mine.toReversed().map((notice) => make('li', '', notice.text)));
}

function turn(isOpen) {
  $('notices-box').hidden = !isOpen;
  $('bell').setAttribute('aria-expanded', String(isOpen));
}

$('bell').onclick = () => turn($('notices-box').hidden);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') turn(false); });
document.addEventListener('click', (event) => { if (!event.target.closest('.bell')) turn(false); });
