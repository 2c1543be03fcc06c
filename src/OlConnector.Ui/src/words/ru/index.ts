import { common } from './common'
import { session } from './session'
import { time } from './time'
import { lines } from './lines'
import { line } from './line'
import { compose } from './compose'
import { campaigns } from './campaigns'
import { messages } from './messages'
import { launch } from './launch'
import { prepare } from './prepare'
import { guard } from './guard'
import { demo } from './demo'
import { risk } from './risk'
import { results } from './results'
import { templates } from './templates'
import { settings } from './settings'
import { users } from './users'
import { tokens } from './tokens'
import { webhooks } from './webhooks'
import { stopList } from './stopList'
import { audit } from './audit'
import { gateways } from './gateways'
import { forms } from './forms'
import { zones } from './zones'

/** Russian is the source of truth: en must have its form, or the type check fails. One file for a screen, one line here. */
export const ru = {
  common, session, time, lines, line, compose, campaigns, messages, launch, prepare, guard, demo, settings, users, tokens, stopList,
  audit, gateways, forms, zones, risk, results, templates, webhooks
}
