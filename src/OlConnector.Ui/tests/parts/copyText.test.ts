import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from '../../src/parts/copyText'

const write = vi.fn<(text: string) => Promise<void>>()
Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true })
const command = vi.fn<(what: string) => boolean>()
document.execCommand = command as typeof document.execCommand
afterEach(() => { vi.resetAllMocks(); document.body.innerHTML = '' })

test('The Clipboard API, which the portal\'s frame forbids, is not touched where the old way works', async () => {
  command.mockReturnValue(true)

  expect(await copyText('текст')).toBe(true)
  expect(write).not.toHaveBeenCalled()
})

test('It is tried when the old way fails, and the failure of both is told', async () => {
  command.mockReturnValue(false)
  write.mockResolvedValueOnce().mockRejectedValueOnce(new Error('blocked'))

  expect([await copyText('текст'), await copyText('текст')]).toEqual([true, false])
})

test('In a dialog the field stands inside, where the focus may go, and the focus comes back', async () => {
  document.body.innerHTML = '<div role="dialog"><button>Copy</button></div>'
  const button = document.querySelector('button')!
  button.focus()
  command.mockImplementation(() => document.activeElement?.closest('[role="dialog"]') !== null)

  expect(await copyText('текст')).toBe(true)
  expect(document.activeElement).toBe(button)
})
