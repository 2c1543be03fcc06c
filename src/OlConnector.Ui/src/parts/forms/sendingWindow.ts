import type { Shapes } from '../../api/client'

/** Days and hours of sending, as the API has them. */
export type SendingWindow = NonNullable<Shapes['WindowJson']>
