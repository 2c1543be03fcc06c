import type { Reading, RecipientFile } from '../../api/own'
import { Refused } from '../../api/refused'
import type { WordKey } from '../../words'

/** What the server takes at most, in bytes. */
export const MOST_BYTES = 10_485_759

/** Why a file is not sent at all; null for one that is. */
export function whyNotSent (file: File): WordKey | null {
  if (/\.(xlsx?|xlsm|ods|numbers|docx?|pdf|zip)$/i.test(file.name)) return 'own.tables.notCsv'
  return file.size > MOST_BYTES ? 'own.tables.tooLarge' : null
}

/** Numbers that somebody pasted, one a line or behind commas, as a table: so they are checked and counted as any other. */
export function tableOfNumbers (pasted: string, name: string): File | null {
  const numbers = pasted.split(/[\n,;\t]/).map(number => number.trim()).filter(Boolean)
  return numbers.length ? new File([['PHONE', ...numbers].join('\n')], name, { type: 'text/csv' }) : null
}

/** The letters that a table may be written in, as the server calls them. */
export const encodings = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const

/** Only what was said: the rest is found. */
export const saidOf = (reading: Required<Reading>): Reading =>
  Object.fromEntries(Object.entries(reading).filter(([, value]) => value.trim()))

const told: Record<string, WordKey> = {
  unmarked_utf: 'own.tables.unmarked', no_phone_column: 'own.tables.noPhones', no_recipients: 'own.tables.noNumbers',
  columns_missing: 'own.tables.noColumn', payload_too_large: 'own.tables.tooLarge'
}
/** Where the server's sentence speaks to programs, people have another one. */
export const wordOfRefusal = (error: Error): WordKey | null => error instanceof Refused ? told[error.code] ?? null : null

/** Fields that the mailing's tables fill, each once. */
export const fieldsOf = (files: readonly RecipientFile[]): string[] =>
  [...new Set(files.flatMap(file => file.columns.flatMap(column => column.field ?? [])))]

/** Somebody may have a text of their own. */
export const textColumnOf = (files: readonly RecipientFile[]): string | null =>
  files.flatMap(file => file.columns).find(column => column.use === 'text')?.name ?? null
