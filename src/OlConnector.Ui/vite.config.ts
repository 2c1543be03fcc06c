import b24ui from '@bitrix24/b24ui-nuxt/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// What the options of b24ui save is measured in docs/interface.md.
export default defineConfig({
  base: '/',
  plugins: [
    vue(),
    b24ui({ prose: false, mdc: false, colorMode: false, experimental: { componentDetection: true } })
  ],
  build: {
    outDir: process.env.OLC_UI_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false
  }
})
