// The same edits in yjs: one text, one transaction an edit, then loading what came out.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const Y = createRequire(join(process.cwd(), 'package.json'))('yjs')
const trace = JSON.parse(gunzipSync(readFileSync(process.argv[2])))

const line = (name, work) => {
  const started = performance.now()
  const result = work()
  console.log(`${name.padEnd(48)} ${(performance.now() - started).toFixed(1).padStart(10)} ms`)
  return result
}

const doc = new Y.Doc()
const text = doc.getText('text')
line('yjs: trace, one text, applied', () => {
  for (const txn of trace.txns) {
    for (const [at, removed, inserted] of txn.patches) {
      if (removed > 0) text.delete(at, removed)
      if (inserted) text.insert(at, inserted)
    }
  }
})
if (text.toString() !== trace.endContent) throw new Error('the trace ends elsewhere')
const update = Y.encodeStateAsUpdate(doc)
line('yjs: trace, one text, loaded', () => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, update)
  return copy.getText('text').length
})
