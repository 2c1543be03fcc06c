import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const LEAST = 1024

/** Lays `.br` and `.gz` beside each file with a hash in its name: the host sends them as they are. */
export function precompress (): Plugin {
  let folder = ''
  return {
    name: 'olc-precompress',
    apply: 'build',
    configResolved (config) { folder = resolve(config.root, config.build.outDir) },
    closeBundle () {
      const assets = join(folder, 'assets')
      for (const file of readdirSync(assets).filter(name => /\.(js|css|svg)$/.test(name))) {
        const content = readFileSync(join(assets, file))
        if (content.length < LEAST) continue
        writeFileSync(join(assets, `${file}.gz`), gzipSync(content, { level: 9 }))
        writeFileSync(join(assets, `${file}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      }
    }
  }
}
