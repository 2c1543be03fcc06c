import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const WHOLE = 'reka-ui/namespaced'
const MARK = '\0olc-namespace:'
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*["']reka-ui\/namespaced["'];?/g

/**
 * b24ui takes families of parts (`Popover`, `TimeField`) from one module of reka-ui, so that whoever needs one family loads all that
 * the program uses anywhere, calendars too. Here each family is a module of its own.
 */
export function namespacesApart (): Plugin {
  const whole = readFileSync(createRequire(import.meta.url).resolve(WHOLE).replace(/\.cjs$/, '.mjs'), 'utf8')
  return {
    name: 'olc-namespaces-apart',
    apply: 'build',
    enforce: 'pre',
    resolveId: id => id.startsWith(`${WHOLE}/`) ? MARK + id.slice(WHOLE.length + 1) : null,
    load: id => id.startsWith(MARK) ? familyOf(whole, id.slice(MARK.length)) : null,
    transform: code => code.includes(WHOLE)
      ? code.replace(IMPORT, (_, names: string) => names.split(',').map(name => name.trim()).filter(Boolean)
          .map(name => `import { ${name} } from '${WHOLE}/${name.split(' ')[0]}';`).join(' '))
      : null
  }
}

function familyOf (whole: string, name: string): string {
  const parts = new RegExp(`^const ${name} = (\\{[^}]*\\});`, 'm').exec(whole)?.[1]
  if (!parts) return `export { ${name} } from 'reka-ui'`
  const needed = [...parts.matchAll(/: (\w+)/g)].map(part => part[1])
  return `import { ${needed.join(', ')} } from 'reka-ui'\nexport const ${name} = ${parts}`
}
