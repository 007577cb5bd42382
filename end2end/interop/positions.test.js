// A place that one side wrote down is the same place on the other.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import * as Y from 'yjs'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import { load, prosemirror, settled } from './editors.js'
import { FIELD, Talka, bytes } from './talka.js'

const DOCUMENTS = 25
let talka

before(() => { talka = new Talka() })
after(() => talka.end())

/** Where each textblock begins in ProseMirror's positions. */
function textblocks (node) {
  const starts = []
  node.descendants((child, at) => {
    if (child.isTextblock) starts.push({ start: at + 1, size: child.content.size })
  })
  return starts
}

async function each (visit) {
  for (let seed = 1; seed <= DOCUMENTS; seed++) {
    const answer = await talka.ask('random', { seed, steps: 30 })
    const doc = load(bytes(answer.update))
    const { view, destroy } = prosemirror(doc, FIELD)
    await settled()
    const { binding } = ySyncPluginKey.getState(view.state)
    await visit({ doc, type: doc.getXmlFragment(FIELD), node: view.state.doc, mapping: binding.mapping, seed })
    destroy()
  }
}

test('y-prosemirror finds every place that Talka wrote down', async () => {
  let count = 0
  await each(async ({ doc, type, node, mapping, seed }) => {
    const blocks = textblocks(node)
    for (const { block, offset, before, after } of await talka.ask('positions')) {
      for (const json of [before, after]) {
        const position = Y.createRelativePositionFromJSON(JSON.parse(json))
        const at = relativePositionToAbsolutePosition(doc, type, position, mapping)
        assert.equal(at, blocks[block].start + offset, `seed ${seed}, block ${block}, offset ${offset}: ${json}`)
        count++
      }
    }
  })
  assert.ok(count > 1000, `${count} places`)
})

test('Talka finds every place that y-prosemirror wrote down', async () => {
  let count = 0
  await each(async ({ doc, type, node, mapping, seed }) => {
    for (const [block, { start, size }] of textblocks(node).entries()) {
      for (let offset = 0; offset <= size; offset++) {
        const next = node.textBetween(start + offset, Math.min(start + offset + 1, start + size))
        if (/^[\udc00-\udfff]/.test(next)) continue
        const position = absolutePositionToRelativePosition(start + offset, type, mapping)
        const json = JSON.stringify(Y.relativePositionToJSON(position))
        const answer = await talka.ask('absolute', { json })
        assert.deepEqual(answer, { block, offset }, `seed ${seed}, block ${block}, offset ${offset}: ${json}`)
        count++
      }
    }
  })
  assert.ok(count > 500, `${count} places`)
})
