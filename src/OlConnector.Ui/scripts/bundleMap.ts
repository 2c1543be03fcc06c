import { writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Writes which file needs which, for scripts/size.js: `{ file: { name, imports, lazy, css } }`. */
export const bundleMap = (path: string): Plugin => ({
  name: 'olc-bundle-map',
  apply: 'build',
  enforce: 'post',
  writeBundle (_, bundle) {
    const chunks = Object.values(bundle).filter(part => part.type === 'chunk')
    writeFileSync(path, JSON.stringify(Object.fromEntries(chunks.map(chunk => [chunk.fileName, {
      name: chunk.name, route: chunk.facadeModuleId?.includes('/src/screens/') ?? false,
      imports: chunk.imports, lazy: chunk.dynamicImports, css: [...chunk.viteMetadata?.importedCss ?? []]
    }])), null, 1))
  }
})
