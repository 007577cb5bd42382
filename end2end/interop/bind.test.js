// Foreign editors open what Talka wrote without changing one byte of it.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import * as Y from 'yjs'
import { content, load, prosemirror, settled, tiptap } from './editors.js'
import { write } from './notation.js'
import { FIELD, Talka, bytes } from './talka.js'

const DOCUMENTS = 60
let talka

before(() => { talka = new Talka() })
after(() => talka.end())

async function bind (open, answer, label) {
  const doc = load(bytes(answer.update))
  const was = content(doc)
  const { view, destroy } = open(doc, FIELD)
  await settled()
  view.state.doc.check()
  assert.equal(write(view.state.doc), answer.line, label)
  const is = content(doc)
  assert.ok(Y.equalSnapshots(was.snapshot, is.snapshot), `${label}: the editor changed the document`)
  assert.equal(is.update, was.update, label)
  destroy()
}

for (const [name, open] of [['Tiptap', tiptap], ['ProseMirror with y-prosemirror', prosemirror]]) {
  test(`${name} binds to random documents and leaves them as they are`, async () => {
    for (let seed = 1; seed <= DOCUMENTS; seed++) {
      const answer = await talka.ask('random', { seed, steps: 40 })
      await bind(open, answer, `seed ${seed}`)
    }
  })

  test(`${name} binds to every kind of block`, async () => {
    const lines = [
      '<p></p>',
      '<h1>a</h1><p></p>',
      '<p>a<b>b</b><i>c</i><u>d</u><s>e</s><code>f</code><a https://x.lv>g</a><br>h</p>',
      '<ul><li><p>a</p><ol 3><li><p>b</p></li></ol></li><li><p></p></li></ul><p></p>',
      '<quote><p>a</p><h2>b</h2></quote><hr><pre>a\n b</pre><p></p>',
      '<table><tr><th 2x1><p>a</p></th></tr><tr><td><p>b</p></td><td><ul><li><p>c</p></li></ul></td></tr></table><p></p>'
    ]
    for (const line of lines) {
      const answer = await talka.ask('plant', { client: 5, line })
      assert.equal(answer.line, line)
      await bind(open, answer, line)
    }
  })
}
