/** Kinds of gateway in plain words. */
export const gateways = {
  title: 'Шлюзы'
}
