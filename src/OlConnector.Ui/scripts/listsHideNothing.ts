import type { Plugin } from 'vite'

const LIST = /\/reka-ui\/dist\/Select\/SelectContentImpl\.js$/
const HIDES = 'useHideOthers(content);'

/**
 * While a list of reka-ui's is open, it hides the whole page from screen readers and leaves it where the keyboard finds it, which axe
 * calls serious. A menu has `modal` against that, a list has nothing: here the page stays what it is.
 */
export function listsHideNothing (): Plugin {
  return {
    name: 'olc-lists-hide-nothing',
    apply: 'build',
    enforce: 'pre',
    transform (code, id) {
      if (!LIST.test(id)) return null
      if (!code.includes(HIDES)) this.error(`Lists of reka-ui hide the page in another way than they did: ${id}`)
      return code.replace(HIDES, '')
    }
  }
}
