// Why Talka looks at what undo made anew (model/src/document/draft/neighbours.rs): Yjs' copies agree
// on a letter's place only while nothing stood between what it names left and right of it, and Yjs'
// own undo breaks that (yjs/yjs#794).
import { test } from 'node:test'
import assert from 'node:assert/strict'
import * as Y from 'yjs'

/** One letter of a replica, as bytes: who, what stands left and right of it. */
const letter = (client, left, right, words) => {
  const named = [left, right].filter(id => id !== null)
  const info = 4 | (left === null ? 0 : 0x80) | (right === null ? 0 : 0x40)
  const parent = named.length ? [] : [1, 1, 't'.charCodeAt(0)]
  return Uint8Array.from([1, 1, client, 0, info, ...named.flatMap(id => [id, 0]), ...parent, 1, words.charCodeAt(0), 0])
}

const read = updates => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('t').toString()
}

const [a, b, c] = [letter(1, null, null, 'a'), letter(3, 1, null, 'b'), letter(2, 1, null, 'c')]

test('copies agree on a letter that was written between neighbours', () => {
  const d = letter(4, 1, 2, 'd')
  assert.equal(read([a, b, c, d]), read([a, c, d, b]))
})

test('copies do not agree on a letter that was written around another one', () => {
  const d = letter(4, null, 2, 'd')
  assert.notEqual(read([a, b, c, d]), read([a, c, d, b]))
})
