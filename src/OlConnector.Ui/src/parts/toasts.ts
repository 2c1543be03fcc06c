/** Toasts tell what is done, in numbers: «Снято 43 сообщения». What a person has to act on stands on the screen instead. */
export function useDone () {
  const toasts = useToast()
  return (text: string) => toasts.add({ title: text, color: 'air-primary-success', duration: 5_000 })
}
