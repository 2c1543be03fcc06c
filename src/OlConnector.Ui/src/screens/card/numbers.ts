/** Kinds of cards that have the tab, by their types in CRM. */
export const kinds = { lead: 1, deal: 2, contact: 3, company: 4 } as const
export type CardKind = keyof typeof kinds

export type ReadCard = (entityTypeId: number, id: number) => Promise<Record<string, unknown> | null>

/** A card that the portal does not show to this person. */
export class CardClosed extends Error {}

/** Its own numbers, then those of the client whom a deal or a lead names; as they were typed, each once. */
export async function numbersOf (kind: CardKind, id: number, read: ReadCard): Promise<string[]> {
  const card = await read(kinds[kind], id)
  if (!card) throw new CardClosed()
  const owners = kind === 'deal' || kind === 'lead'
    ? await Promise.all([owner(card.contactId, 'contact', read), owner(card.companyId, 'company', read)])
    : []
  const typed = [card, ...owners].flatMap(phonesIn)
  return typed.filter((number, place) => typed.findIndex(other => digitsOf(other) === digitsOf(number)) === place)
}

async function owner (id: unknown, kind: CardKind, read: ReadCard) {
  const number = Number(id)
  return Number.isInteger(number) && number > 0 ? read(kinds[kind], number) : null
}

/** Numbers that end alike are one, however they were typed. */
const digitsOf = (number: string): string => number.replace(/\D/g, '').slice(-10)

function phonesIn (card: Record<string, unknown> | null): string[] {
  const many = card?.fm
  if (!many || typeof many !== 'object') return []
  return (Object.values(many) as { typeId?: unknown, value?: unknown }[])
    .filter(one => one.typeId === 'PHONE' && typeof one.value === 'string' && one.value.trim())
    .map(one => (one.value as string).trim())
}
