// The page's talk with its own server: one GET for the whole picture, a POST for each button.

export async function get(verb) {
  return (await fetch(`/sandbox/${verb}`)).json();
}

export async function post(verb, form) {
  const answer = await fetch(`/sandbox/${verb}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(form) });
  return answer.json();
}
