// Builds the interface for the host; Interface.targets calls it when something has changed. Of two builds of one checkout at once the
// second waits and finds the work done.
// argv: the folder that the pages go into
import { execSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'

const [out] = process.argv.slice(2)
const startedAt = Date.now()
const lock = '.building'

const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)
const npm = (what) => execSync(`npm ${what}`, { stdio: 'inherit', env: { ...process.env, OLC_UI_OUT: out } })
const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

function isAlive (process_) {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** True when the lock is ours; one whose process has ended is nobody's. */
function take () {
  try {
    const file = openSync(lock, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch {
    const holder = Number(existsSync(lock) && readFileSync(lock, 'utf8'))
    if (holder && !isAlive(holder)) rmSync(lock, { force: true })
    return false
  }
}

while (!take()) wait(200)
try {
  if (changedAt(`${out}/index.html`) < startedAt) {
    if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) npm('ci --ignore-scripts --loglevel=error')
    npm('run --silent types')
    npm('run --silent build')
  }
} catch (failed) {
  process.exitCode = failed.status || 1
} finally {
  rmSync(lock, { force: true })
}
