// Comments under a foreign editor: what happens to the positions that it would use itself, and where
// Talka's thread is after the same edit.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import * as Y from 'yjs'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import { setBlockType, toggleMark, wrapIn } from '@tiptap/pm/commands'
import { wrapInList } from '@tiptap/pm/schema-list'
import { TextSelection } from '@tiptap/pm/state'
import { load, prosemirror, schema, settled } from './editors.js'
import { FIELD, Talka, bytes, hex } from './talka.js'

let talka

before(() => { talka = new Talka() })
after(() => talka.end())

const START = '<p>Before</p><p>Hello World again</p><p>After</p>'

/** The place of some words in ProseMirror's positions. */
function place (node, words) {
  let found = null
  node.descendants((child, at) => {
    const index = child.isTextblock ? child.textContent.indexOf(words) : -1
    if (found === null && index >= 0) found = { from: at + 1 + index, to: at + 1 + index + words.length }
  })
  return found
}

const select = (view, from, to = from) => view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
const run = (view, command) => command(view.state, view.dispatch)

/** What is done, what becomes of y-prosemirror's own pair of positions, and where the thread is. */
const ROWS = [
  ['a split before the words', view => view.dispatch(view.state.tr.split(place(view.state.doc, 'World').from)), null, 'World'],
  ['a join of their block to the one before', view => view.dispatch(view.state.tr.join(place(view.state.doc, 'Hello').from - 1)), null, 'World'],
  ['a paragraph made a heading', view => { select(view, place(view.state.doc, 'World').from); run(view, setBlockType(schema.nodes.heading, { level: 2 })) }, null, 'World'],
  ['a list around them', view => { select(view, place(view.state.doc, 'World').from); run(view, wrapInList(schema.nodes.bulletList)) }, null, 'World'],
  ['a quote around them', view => { select(view, place(view.state.doc, 'World').from); run(view, wrapIn(schema.nodes.blockquote)) }, null, 'World'],
  ['a split at the start of their block', view => view.dispatch(view.state.tr.split(place(view.state.doc, 'Hello').from)), 'World', 'World'],
  ['a join of the next block to theirs', view => view.dispatch(view.state.tr.join(place(view.state.doc, 'After').from - 1)), 'World', 'World'],
  ['bold', view => { const { from, to } = place(view.state.doc, 'World'); select(view, from, to); run(view, toggleMark(schema.marks.bold)) }, 'World', 'World'],
  ['a split within the words', view => view.dispatch(view.state.tr.split(place(view.state.doc, 'World').from + 2)), 'Wo', 'Wo\nrld'],
  ['letters before them', view => view.dispatch(view.state.tr.insertText('Oh! ', place(view.state.doc, 'Hello').from)), 'World', 'World'],
  ['letters within them', view => view.dispatch(view.state.tr.insertText('x', place(view.state.doc, 'World').from + 2)), 'Woxrld', 'Woxrld'],
  ['their deletion', view => { const { from, to } = place(view.state.doc, 'World'); view.dispatch(view.state.tr.delete(from, to)) }, null, null]
]

for (const [label, act, positions, thread] of ROWS) {
  test(`after ${label}`, async () => {
    const answer = await talka.ask('plant', { client: 3, line: START })
    assert.equal((await talka.ask('comment', { words: 'World' })).words, 'World')
    const doc = load(bytes(answer.update))
    const updates = []
    doc.on('update', update => updates.push(update))
    const { view, destroy } = prosemirror(doc, FIELD)
    await settled()
    const type = doc.getXmlFragment(FIELD)
    const mapping = () => ySyncPluginKey.getState(view.state).binding.mapping
    const { from, to } = place(view.state.doc, 'World')
    const pair = [from, to].map(at => absolutePositionToRelativePosition(at, type, mapping()))
    act(view)
    await settled()
    assert.equal(theirs(doc, type, mapping(), view, pair), positions)
    await talka.ask('apply', { update: hex(Y.mergeUpdates(updates)) })
    assert.equal((await talka.ask('commented')).words, thread)
    destroy()
  })
}

/** The words between a pair of y-prosemirror's positions; null when they are lost. */
function theirs (doc, type, mapping, view, pair) {
  const [from, to] = pair.map(position => relativePositionToAbsolutePosition(doc, type, position, mapping))
  return from !== null && to !== null && from < to ? view.state.doc.textBetween(from, to, '\n') : null
}

test('words that are cut in a foreign editor and pasted elsewhere take their thread along', async () => {
  const answer = await talka.ask('plant', { client: 3, line: START })
  await talka.ask('comment', { words: 'World' })
  const doc = load(bytes(answer.update))
  const updates = []
  doc.on('update', update => updates.push(update))
  const { view, destroy } = prosemirror(doc, FIELD)
  await settled()
  const { from, to } = place(view.state.doc, 'Hello World')
  view.dispatch(view.state.tr.delete(from, to))
  for (const update of updates.splice(0)) await talka.ask('apply', { update: hex(update) })
  assert.equal((await talka.ask('commented')).words, null)
  view.dispatch(view.state.tr.insertText('Hello World', place(view.state.doc, 'After').to))
  for (const update of updates.splice(0)) await talka.ask('apply', { update: hex(update) })
  assert.equal((await talka.ask('commented')).words, 'World')
  destroy()
})
