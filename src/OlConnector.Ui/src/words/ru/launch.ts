/** How a mailing is launched in CRM-Marketing. */
export const launch = {
  title: 'Как запустить рассылку'
}
