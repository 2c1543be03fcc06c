// Who sits at the portal: the person, and what the app's administrators let them do.
import { $, fill } from './dom.js';
import { post } from './server.js';
import { speech } from './speech.js';

const roles = ['viewer', 'marketer', 'support', 'admin', 'portal'];
let known = {};
let changed = () => {};

export const person = () => Number($('user').value);

/** Calls back when another person sits down, or the same one with another role. */
export const onPersonChange = (heard) => { changed = heard; };

export function drawPeople(state) {
  const wanted = new URLSearchParams(location.search).get('user');
  const isFirst = !$('user').dataset.key;
  fill($('user'), state.users.map((user) => [user.id, user.name]));
  if (isFirst && wanted) $('user').value = wanted;
  const user = state.users.find((each) => each.id === person());
  fill($('role'), roles.map((role) => [role, speech.words.roles[role]]));
  // Who installed the app and holds its tokens stays what they are.
  $('role').disabled = !state.app.isInstalled || user?.id === state.users[0].id;
  if (document.activeElement !== $('role')) $('role').value = user?.isAdmin ? 'portal' : known[user?.id] || 'viewer';
}

/** Roles are the app's business: it is asked for them, as its own page would. */
export async function askRoles() {
  known = (await post('roles', {})).roles || {};
}

$('user').onchange = () => changed();
$('role').onchange = async () => {
  const role = $('role').value;
  await post('role', { user: person(), role });
  await askRoles();
  changed();
};
