// The same in yjs: the trace, one transaction an edit, and loading what came out; letters and opening
// in documents that Talka wrote (`FOLDER/many-N`, `FOLDER/proposal`), and what they take in memory.
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

const folder = process.argv[3]
const open = bytes => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  return doc
}
const field = doc => doc.getXmlFragment('summary.en')
// As far as a page has to read it: every element, attribute and run.
const walk = node => {
  if (node instanceof Y.XmlText) return node.toDelta().length
  if (node instanceof Y.XmlElement) node.getAttributes()
  return node.toArray().reduce((sum, child) => sum + walk(child), 1)
}
const report = (name, times) => {
  times.sort((a, b) => a - b)
  const at = (part) => (times[Math.floor(times.length * part / 100)] * 1000).toFixed(1).padStart(10)
  console.log(`${`yjs: ${name}`.padEnd(48)} ${at(50)} µs median ${at(95)} µs 95th percentile`)
}

for (const blocks of [10, 500, 2000]) {
  const bytes = readFileSync(join(folder, `many-${blocks}`))
  const [here, there] = [open(bytes), open(bytes)]
  const [texts, others] = [here, there].map(doc => field(doc).get(blocks / 2).get(0))
  const manager = new Y.UndoManager(field(here), { captureTimeout: 0 })
  let update
  here.on('update', bytes => { update = bytes })
  const [typed, came] = [[], []]
  for (let number = 0; number < 2000; number++) {
    const at = 70 + number % 50
    const started = performance.now()
    texts.insert(at, 'ē', {})
    texts.toDelta()
    const sent = performance.now()
    Y.applyUpdate(there, update)
    others.toDelta()
    typed.push(sent - started)
    came.push(performance.now() - sent)
    texts.delete(at, 1)
    Y.applyUpdate(there, update)
  }
  manager.destroy()
  report(`a letter typed among ${blocks} paragraphs`, typed)
  report(`a letter from elsewhere, ${blocks} paragraphs`, came)
}

const proposal = readFileSync(join(folder, 'proposal'))
report('open a proposal of 40 pages', Array.from({ length: 30 }, () => {
  const started = performance.now()
  walk(field(open(proposal)))
  return performance.now() - started
}))

const paragraphs = readFileSync(join(folder, 'many-2000'))
const used = () => {
  gc()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}
const before = used()
const copies = Array.from({ length: 40 }, () => open(paragraphs))
copies.forEach(copy => walk(field(copy)))
const each = (used() - before) / copies.reduce((sum, copy) => sum + field(copy).length, 0)
console.log(`${'yjs: memory of a paragraph'.padEnd(48)} ${each.toFixed(0).padStart(10)} bytes`)
