import type { Shapes } from '../../api/client'

/** Days and hours of sending, as the API has them. */
export type SendingWindow = NonNullable<Shapes['WindowJson']>

/** What is proposed: working days and hours. */
export const usualWindow = (timeZone: string): SendingWindow =>
  ({ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '10:00', to: '18:00', timeZone })
