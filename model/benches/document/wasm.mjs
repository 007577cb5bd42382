// The document as WebAssembly in Node, beside yjs there: the same lines as the native ones.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = process.env.TALKA_MODEL_WASM
if (!folder) throw new Error('TALKA_MODEL_WASM must name the built model (cargo xtask bench sets it)')
const model = await import(pathToFileURL(join(folder, 'model.js')))
const { memory } = model.initSync({ module: readFileSync(join(folder, 'model_bg.wasm')) })
const read = JSON.parse(gunzipSync(readFileSync(process.argv[2])))

const line = (name, work) => {
  const started = performance.now()
  const result = work()
  console.log(`${`WASM: ${name}`.padEnd(48)} ${(performance.now() - started).toFixed(1).padStart(10)} ms`)
  return result
}

const trace = new model.Trace(read.endContent)
for (const txn of read.txns) for (const patch of txn.patches) trace.push(...patch)

const written = line('trace, one text, applied', () => trace.one_text())
line('trace, one text, loaded', () => model.load(written))
const paragraphs = line('trace, paragraphs and projection, applied', () => trace.paragraphs())
line('trace, paragraphs and projection, loaded', () => model.load(paragraphs))

const report = (name, times) => {
  times.sort()
  const at = (part) => (times[Math.floor(times.length * part / 100)] * 1000).toFixed(1).padStart(10)
  console.log(`${`WASM: ${name}`.padEnd(48)} ${at(50)} µs median ${at(95)} µs 95th percentile`)
}

for (const blocks of [10, 500, 2000]) {
  const times = model.keystrokes(blocks)
  report(`a letter typed among ${blocks} paragraphs`, times.slice(0, times.length / 2))
  report(`a letter from elsewhere, ${blocks} paragraphs`, times.slice(times.length / 2))
}

const opened = model.proposal()
report('open a proposal of 40 pages', Float64Array.from({ length: 30 }, () => {
  const started = performance.now()
  model.load(opened)
  return performance.now() - started
}))

const paragraphs2000 = model.many(2000)
const before = memory.buffer.byteLength
const copies = new model.Copies(paragraphs2000, 40)
const each = (memory.buffer.byteLength - before) / copies.blocks()
console.log(`${'WASM: memory of a paragraph'.padEnd(48)} ${each.toFixed(0).padStart(10)} bytes`)
