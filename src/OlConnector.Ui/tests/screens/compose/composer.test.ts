import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signIn, within } from '../../support/with'

interface Asked { template: string, answer: (change?: object) => void }
let asked: Asked[] = []

// The client keeps the fetch that it finds when it is made: the server has to stand before.
const server = vi.fn<(request: Request) => Promise<Response>>()
vi.stubGlobal('fetch', server)
const { queries } = await import('../../../src/api/polling')
const { draft } = await import('../../../src/screens/compose/draft')
const { useComposer } = await import('../../../src/screens/compose/useComposer')
const { unsavedTexts } = await import('../../../src/session/unsaved')

/** Answers to previews come when the test says so; everything else is empty. */
beforeEach(() => {
  vi.useFakeTimers()
  signIn()
  asked = []
  server.mockImplementation(async request => {
    if (!request.url.endsWith('/text/preview')) return Response.json({ items: [{ links: [], warnings: [] }], next: null })
    const { template } = (await request.json()).items[0]
    return new Promise<Response>((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      asked.push({ template, answer: (change = {}) => resolve(Response.json({ items: [{
        valid: true, errors: [], spans: [], warnings: [], hints: [], samples: [template], partStarts: [[]], fields: [], ...change
      }] })) })
    })
  })
})
afterEach(() => {
  vi.useRealTimers()
  queries.clear()
  draft.text = ''
})

const pass = async (milliseconds: number) => {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await flushPromises()
}
const templates = () => asked.map(one => one.template)

test('The server is asked once the fingers rest, and about the last text only', async () => {
  await within(useComposer)

  for (const text of ['П', 'Пр', 'При']) {
    draft.text = text
    await pass(100)
  }
  expect(templates()).toEqual([])
  await pass(250)

  expect(templates()).toEqual(['При'])
})

test('A late answer about an older text does not replace the newer one', async () => {
  const { result } = await within(useComposer)
  draft.text = 'старый'
  await pass(300)
  draft.text = 'новый'
  await pass(300)

  asked[1]!.answer()
  await pass(0)
  asked[0]!.answer()
  await pass(0)

  expect(result.answer.value!.samples).toEqual(['новый'])
  expect(result.isFresh.value).toBe(true)
})

test('Places are marked only while the answer is about the text as it stands', async () => {
  const { result } = await within(useComposer)
  draft.text = '{a|b'
  await pass(300)
  asked[0]!.answer({ valid: false, errors: [{ code: 'unclosed', position: 1 }] })
  await pass(0)
  expect(result.marks.value).toEqual([{ from: 0, to: 1, look: 'wrong' }])

  draft.text = 'Вот {a|b'
  await pass(0)

  expect(result.marks.value).toEqual([])
  expect(result.errors.value).toHaveLength(1)
})

test('The text outlives the screen and is handed over when the session ends', async () => {
  const { app } = await within(useComposer)
  draft.text = 'Написано с трудом'

  app.unmount()

  expect(unsavedTexts()).toEqual(['Написано с трудом'])
  expect((await within(useComposer)).result.isEmpty.value).toBe(false)
})
