// The portal's dialogues, with the answer that a person in a hurry gives: the first that is offered.

const kinds = { lead: 'L', contact: 'C', company: 'CO', deal: 'D' };

const userOf = ({ id, name, position }) => ({ id: String(id), name, photo: '', position, url: `/company/personal/user/${id}/`, sub: false, sup: false });

/** One employee, or a list of them. */
export async function selectUser({ mult }, frame) {
  return mult ? frame.people.map(userOf) : userOf(frame.people[0]);
}

/** Access rights that the app has not taken yet. */
export async function selectAccess({ value }, frame) {
  const offered = [{ id: 'AU', name: 'All users' }, { id: `U${frame.people[0].id}`, name: frame.people[0].name }];
  return offered.filter(({ id }) => !(value || []).includes(id));
}

/** Cards grouped by their kind; a group is a map, as PHP prints one that does not begin at 0. */
export async function selectCRM({ entityType, multiple }, frame) {
  const wanted = entityType && entityType.length > 0 ? [entityType].flat() : Object.keys(kinds);
  const found = wanted.filter((kind) => frame.cards[kind]).slice(0, multiple ? undefined : 1);
  return Object.fromEntries(found.map((kind) => {
    const { id, title } = frame.cards[kind];
    const card = { id: `${kinds[kind]}_${id}`, type: kind, place: kind, title, desc: '', url: `/crm/${kind}/details/${id}/`, image: '' };
    return [kind, { [id]: card }];
  }));
}
