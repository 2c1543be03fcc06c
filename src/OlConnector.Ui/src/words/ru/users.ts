/** People of the portal and what they may do. */
export const users = {
  title: 'Люди и роли'
}
