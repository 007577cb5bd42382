// What the figures of `cargo xtask bench --collab` rest on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledger, numbers } from '../bench/collab/ledger.js'
import { figures, median, part, short } from '../bench/collab/table.js'

test('a median is the middle one, or between the two in the middle', () => {
  const rows = [[[], undefined], [[3], 3], [[9, 1, 2], 2], [[10, 9, 1, 2], 5.5]]
  for (const [list, expected] of rows) assert.equal(median(list), expected)
})

test('99 of 100 are below the part of 0.99', () => {
  const list = Array.from({ length: 100 }, (_, at) => 100 - at)
  assert.equal(part(list, 0.5), 51)
  assert.equal(part(list, 0.99), 100)
  assert.equal(part([7], 0.99), 7)
  assert.equal(part([], 0.5), undefined)
})

test('a table has the medians of the rounds, and a dash where nothing was measured', () => {
  const found = figures()
  found.add('one', { 'time, ms': 3, 'rate, per s': 1_000 })
  found.add('one', { 'time, ms': NaN, 'rate, per s': 3_000 })
  found.add('two', { 'time, ms': NaN })
  assert.equal(found.table(['one', 'two']), [
    '| figure      |  one | two |',
    '| ----------- | ---: | --: |',
    '| time, ms    | 3.00 |   – |',
    '| rate, per s | 2000 |   – |'
  ].join('\n'))
  assert.deepEqual(found.json()['rate, per s'].one, { median: 2_000, rounds: [1_000, 3_000] })
})

test('figures keep three digits', () => {
  assert.deepEqual([0, 0.123, 1.234, 12.34, 123.4, -45.67].map(short), ['0', '0.12', '1.23', '12.3', '123', '-45.7'])
})

test('a delivery counts once for every other reader, and never for its writer', async () => {
  const book = ledger(2)
  const writer = { write: words => { writer.wrote = Buffer.from(`bytes ${words}`) } }
  book.write(writer)
  const [number] = numbers(writer.wrote)
  book.seen(writer.wrote, writer)
  assert.deepEqual(book.shown(), [])
  book.seen(writer.wrote, 'a')
  assert.equal(book.arrived(), 0.5)
  assert.deepEqual(book.shown(), [number])
  assert.equal(await book.complete(0), false)
  book.seen(Buffer.concat([writer.wrote, writer.wrote]), 'b')
  assert.equal(book.arrived(), 1)
  assert.equal(await book.complete(0), true)
})

test('numbers are found side by side in one message, and nothing else is taken for one', () => {
  assert.deepEqual([...numbers(Buffer.from('##12345678#12345679 #1 #abcdefgh'))], [12345678, 12345679])
})
