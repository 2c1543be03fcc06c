import { expect, test } from 'vitest'
import { usualOf } from '../../src/api/guards'
import type { Shapes } from '../../src/api/client'

const app = { guardWarn: 50, guardLimit: 100 }
const portal = { guard: { limit: 80 }, collect: true } as Shapes['PortalSettings']

test('Where nobody says anything the app does', () =>
  expect(usualOf(undefined, undefined, app)).toEqual({ warn: 50, limit: 100, from: 'app', collects: false, collectsFrom: 'app' }))

test('Each part is of the nearest that says it, and nobody is warned later than the guard acts', () => {
  const line = { guard: { warn: 90 }, collect: null }

  expect(usualOf(line, portal, app)).toEqual({ warn: 80, limit: 80, from: 'line', collects: true, collectsFrom: 'portal' })
  expect(usualOf({ guard: null, collect: false }, portal, app)).toMatchObject({ warn: 50, from: 'portal', collects: false, collectsFrom: 'line' })
})
