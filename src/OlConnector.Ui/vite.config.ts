import b24ui from '@bitrix24/b24ui-nuxt/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { bundleMap } from './scripts/bundleMap.ts'
import { devSession } from './scripts/devSession.ts'
import { listsHideNothing } from './scripts/listsHideNothing.ts'
import { namespacesApart } from './scripts/namespacesApart.ts'
import { precompress } from './scripts/precompress.ts'
import { sameWords } from './scripts/sameWords.ts'

const host = process.env.OLC ?? 'http://127.0.0.1:5080'

// What the options of b24ui save is measured in docs/interface.md. `--mode gallery` builds the page
// that shows every part too: all names of b24ui's components are known after it, which the type check needs.
export default defineConfig(({ mode }) => ({
  base: '/',
  plugins: [
    vue(),
    namespacesApart(),
    listsHideNothing(),
    sameWords(),
    devSession(host, process.env.TOKEN),
    b24ui({ prose: false, mdc: false, colorMode: false, experimental: { componentDetection: true } }),
    ...mode === 'gallery' ? [] : [bundleMap('node_modules/.olc-bundle.json'), precompress()]
  ],
  server: { proxy: { '/api': host, '/health': host } },
  build: {
    outDir: mode === 'gallery' ? 'node_modules/.gallery' : process.env.OLC_UI_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        chunkFileNames: chunk => `assets/${chunk.name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`,
        // One file for what everybody needs, one for what many screens need: a start pays for each file too, not for its bytes alone.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'parts', minShareCount: 6 },
            { name: 'shared', minShareCount: 2, entriesAware: true }
          ]
        }
      },
      input: mode === 'gallery' ? ['index.html', 'gallery.html'] : 'index.html'
    }
  }
}))
