// What editors built on y-prosemirror do to a document that breaks their rules. Talka never writes
// such; these tests notice when the editors change, and show that Talka's server mends each case.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import * as Y from 'yjs'
import { content, prosemirror, settled, tiptap } from './editors.js'
import { write } from './notation.js'
import { FIELD, Talka, bytes, hex } from './talka.js'

let talka

before(() => { talka = new Talka() })
after(() => talka.end())

const text = (words, marks = {}) => {
  const node = new Y.XmlText()
  node.applyDelta(Array.isArray(words) ? words : [{ insert: words, attributes: marks }])
  return node
}

const element = (tag, children = [], attributes = {}) => {
  const node = new Y.XmlElement(tag)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.insert(0, children)
  return node
}

const paragraph = words => element('paragraph', [text(words)])
const item = children => element('listItem', children)
const list = items => element('bulletList', items)
const table = cells => element('table', [element('tableRow', cells)])

/** Each row: what is written, what the editor shows, what is left, and whether it wrote at all. */
const ROWS = [
  ['an unknown mark takes its whole text with it',
    () => [element('paragraph', [text('a', { comment: { id: 1 } })])], '<p></p>', true],
  ['an unknown node is deleted',
    () => [paragraph('a'), element('widget', [text('b')])], '<p>a</p>', true],
  ['an item without a first paragraph takes its list with it',
    () => [list([item([element('heading', [text('a')], { level: 1 })])]), paragraph('b')], '<p>b</p>', true],
  ['an empty item takes its list with it',
    () => [list([item([])]), paragraph('b')], '<p>b</p>', true],
  ['marks in code delete the block',
    () => [element('codeBlock', [text('a', { bold: {} })]), paragraph('b')], '<p>b</p>', true],
  ['a break in code deletes the block',
    () => [element('codeBlock', [text('a'), element('hardBreak')]), paragraph('b')], '<p>b</p>', true],
  ['a short link is taken as it is',
    () => [element('paragraph', [text('a', { link: { href: 'https://x.lv' } })])], '<p><a https://x.lv>a</a></p>', false],
  ['a mark that only says true is taken as it is',
    () => [element('paragraph', [text('a', { bold: true })])], '<p><b>a</b></p>', false],
  ['an unknown attribute is kept',
    () => [element('paragraph', [text('a')], { strange: 'x' })], '<p>a</p>', false],
  ['an address that runs a script is taken as it is',
    () => [element('paragraph', [text('a', { link: { href: 'javascript:alert(1)' } })])], '<p><a javascript:alert(1)>a</a></p>', false],
  ['a line end in a paragraph is taken as it is',
    () => [paragraph('a\nb')], '<p>a\nb</p>', false]
]

for (const [label, build, shown, writes] of ROWS) {
  test(label, async () => {
    const doc = new Y.Doc({ gc: false })
    doc.getXmlFragment(FIELD).insert(0, build())
    const update = Y.encodeStateAsUpdate(doc)
    const was = content(doc)
    const { view, destroy } = prosemirror(doc, FIELD)
    await settled()
    assert.equal(write(view.state.doc), shown)
    assert.equal(Y.equalSnapshots(was.snapshot, content(doc).snapshot), !writes)
    destroy()
    await mends(update)
  })
}

/** Talka takes the document, mends it, and then both editors leave it alone. */
async function mends (update) {
  await talka.ask('empty', { client: 9 })
  await talka.ask('apply', { update: hex(update) })
  const mended = await talka.ask('repair')
  const state = await talka.ask('state')
  for (const open of [prosemirror, tiptap]) {
    const doc = new Y.Doc({ gc: false })
    Y.applyUpdate(doc, bytes(state.update), 'talka')
    const was = content(doc)
    const { view, destroy } = open(doc, FIELD)
    await settled()
    view.state.doc.check()
    assert.ok(Y.equalSnapshots(was.snapshot, content(doc).snapshot), `${mended.line} is left alone`)
    destroy()
  }
}

test('a text at the root stops the editor from loading, and Talka wraps it', async () => {
  const doc = new Y.Doc({ gc: false })
  doc.getXmlFragment(FIELD).insert(0, [text('a')])
  const update = Y.encodeStateAsUpdate(doc)
  assert.throws(() => prosemirror(doc, FIELD))
  await mends(update)
  assert.equal((await talka.ask('state')).line, '<p>a</p>')
})

test('an embed is shown as what JavaScript makes of it, and Talka takes it out', async () => {
  const doc = new Y.Doc({ gc: false })
  const embed = text([{ insert: 'a' }, { insert: { image: 'x' } }, { insert: 'b' }])
  doc.getXmlFragment(FIELD).insert(0, [element('paragraph', [embed])])
  const update = Y.encodeStateAsUpdate(doc)
  const { view, destroy } = prosemirror(doc, FIELD)
  await settled()
  assert.equal(write(view.state.doc), '<p>a[object Object]b</p>')
  destroy()
  await mends(update)
  assert.equal((await talka.ask('state')).line, '<p>ab</p>')
})

test('an empty cell is deleted or filled by the editor, and Talka fills it', async () => {
  const doc = new Y.Doc({ gc: false })
  doc.getXmlFragment(FIELD).insert(0, [table([element('tableCell', []), element('tableCell', [paragraph('a')])]), paragraph('b')])
  const update = Y.encodeStateAsUpdate(doc)
  const was = content(doc)
  const { view, destroy } = prosemirror(doc, FIELD)
  await settled()
  assert.ok(!Y.equalSnapshots(was.snapshot, content(doc).snapshot), write(view.state.doc))
  destroy()
  await mends(update)
  assert.equal((await talka.ask('state')).line, '<table><tr><td><p></p></td><td><p>a</p></td></tr></table><p>b</p>')
})

test('a short link is written anew by the next edit in its block', async () => {
  const doc = new Y.Doc({ gc: false })
  doc.getXmlFragment(FIELD).insert(0, [element('paragraph', [text('ab', { link: { href: 'https://x.lv' } })]), paragraph('c')])
  const { editor, destroy } = tiptap(doc, FIELD)
  await settled()
  const link = () => doc.getXmlFragment(FIELD).get(0).get(0).toDelta()[0].attributes.link
  assert.deepEqual(link(), { href: 'https://x.lv' })
  editor.chain().setTextSelection(3).insertContent('!').run()
  await settled()
  assert.deepEqual(Object.keys(link()).sort(), ['class', 'href', 'rel', 'target', 'title'])
  destroy()
})

test('what Talka writes for a link is what Tiptap writes', async () => {
  const line = '<p><a https://x.lv>ab</a></p><p></p>'
  const answer = await talka.ask('plant', { client: 3, line })
  const ours = new Y.Doc()
  Y.applyUpdate(ours, bytes(answer.update))
  const theirs = new Y.Doc()
  const { editor, destroy } = tiptap(theirs, FIELD)
  await settled()
  editor.chain().insertContent('ab').selectAll().setLink({ href: 'https://x.lv' }).run()
  await settled()
  const link = doc => doc.getXmlFragment(FIELD).get(0).get(0).toDelta()[0].attributes.link
  assert.deepEqual({ ...link(ours) }, { ...link(theirs) })
  destroy()
})

test('Tiptap appends a paragraph behind what is no paragraph, and Talka has done so before', async () => {
  const doc = new Y.Doc({ gc: false })
  doc.getXmlFragment(FIELD).insert(0, [element('heading', [text('a')], { level: 1 })])
  const update = Y.encodeStateAsUpdate(doc)
  const { view, destroy } = tiptap(doc, FIELD)
  await settled()
  assert.equal(write(view.state.doc), '<h1>a</h1><p></p>')
  destroy()
  await mends(update)
  assert.equal((await talka.ask('state')).line, '<h1>a</h1><p></p>')
})
