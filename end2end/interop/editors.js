// Real editors without a screen: Tiptap with the extensions whose format Talka writes, and bare
// ProseMirror with y-prosemirror over the same schema.
import { JSDOM } from 'jsdom'
import * as Y from 'yjs'

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true })
for (const name of ['window', 'document', 'navigator', 'Node', 'Element', 'HTMLElement', 'DOMParser', 'MutationObserver', 'getComputedStyle', 'Range', 'Selection', 'innerHeight', 'requestAnimationFrame', 'cancelAnimationFrame']) {
  const value = name === 'window' ? window : window[name]
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
window.document.elementFromPoint = () => null
window.Range.prototype.getClientRects = () => []
window.Range.prototype.getBoundingClientRect = () => ({ left: 0, right: 0, top: 0, bottom: 0 })

const { Editor, getSchema } = await import('@tiptap/core')
const { StarterKit } = await import('@tiptap/starter-kit')
const { TableKit } = await import('@tiptap/extension-table')
const { Collaboration } = await import('@tiptap/extension-collaboration')
const { EditorState } = await import('@tiptap/pm/state')
const { EditorView } = await import('@tiptap/pm/view')
const yProsemirror = await import('y-prosemirror')

const extensions = [StarterKit.configure({ undoRedo: false }), TableKit]
export const schema = getSchema(extensions)

/** A Tiptap editor on one field of a document. */
export function tiptap (doc, field) {
  const element = window.document.createElement('div')
  window.document.body.append(element)
  const editor = new Editor({
    element,
    extensions: [...extensions, Collaboration.configure({ document: doc, field })]
  })
  return { view: editor.view, editor, destroy: () => { editor.destroy(); element.remove() } }
}

/** ProseMirror with y-prosemirror on one field of a document. */
export function prosemirror (doc, field) {
  const element = window.document.createElement('div')
  window.document.body.append(element)
  const fragment = doc.getXmlFragment(field)
  const { doc: start, mapping } = yProsemirror.initProseMirrorDoc(fragment, schema)
  const sync = yProsemirror.ySyncPlugin(fragment, { mapping })
  const state = EditorState.create({ doc: start, schema, plugins: [sync] })
  const view = new EditorView(element, { state })
  return { view, destroy: () => { view.destroy(); element.remove() } }
}

/** y-prosemirror binds and Tiptap appends on the next turns of the event loop. */
export const settled = () => new Promise(resolve => setTimeout(resolve, 5))

/** Everything that a document holds: what was inserted, and what was deleted. */
export function content (doc) {
  return { snapshot: Y.snapshot(doc), update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex') }
}

export function load (update) {
  const doc = new Y.Doc({ gc: false })
  Y.applyUpdate(doc, update, 'talka')
  return doc
}
