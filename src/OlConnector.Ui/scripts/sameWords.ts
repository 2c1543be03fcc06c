import { runnerImport, type Plugin } from 'vite'

type Words = { [key: string]: string | Words }

/** Words that come with their screen (src/words/late.ts). */
const lateFiles = ['install', 'own', 'support']

/** A build fails where a text stands in one language and not in the other, and says which. */
export function sameWords (): Plugin {
  return {
    name: 'olc-same-words',
    apply: 'build',
    async buildStart () {
      const [ru, en] = await Promise.all([keysOf('ru'), keysOf('en')])
      const missing = [
        ...ru.filter(key => !en.includes(key)).map(key => `en: ${key}`),
        ...en.filter(key => !ru.includes(key)).map(key => `ru: ${key}`)
      ]
      if (missing.length) this.error(`Texts without a translation: ${missing.join(', ')}`)
    }
  }
}

async function keysOf (language: 'ru' | 'en'): Promise<string[]> {
  const { module } = await runnerImport<Record<string, Words>>(`./src/words/${language}/index.ts`)
  const late = await Promise.all(lateFiles.map(name => runnerImport<Words>(`./src/words/${language}/${name}.ts`)))
  return leaves({ ...module[language]!, ...Object.assign({}, ...late.map(one => one.module)) })
}

const leaves = (words: Words, path = ''): string[] => Object.entries(words).flatMap(([key, word]) =>
  typeof word === 'string' ? [path + key] : leaves(word, `${path}${key}.`))
