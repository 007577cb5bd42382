// `yjs` and `y-websocket`, unchanged, against the real server.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { freshProposal, serve, signIn, withCookie } from './server.js'

// Every provider listens for the process's end.
process.setMaxListeners(0)

const PATIENCE_MS = 10_000
const FIELD = 'summary.en'
let server
const providers = []

before(async () => { server = await serve() })
after(async () => {
  for (const provider of providers) {
    provider.destroy()
    provider.doc.destroy()
  }
  await server.end()
})

async function join (proposal, name, options = {}) {
  const cookie = await signIn(server, name)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(server.socketUrl, proposal, doc, {
    WebSocketPolyfill: withCookie(cookie),
    disableBc: true,
    ...options
  })
  providers.push(provider)
  await until(() => provider.synced)
  return { doc, provider, text: () => doc.getXmlFragment(FIELD).toString() }
}

/** Waits until something is so. */
async function until (isSo) {
  const begin = Date.now()
  while (!isSo()) {
    assert.ok(Date.now() - begin < PATIENCE_MS, `never: ${isSo}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

function paragraph (doc, text) {
  doc.transact(() => {
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [new Y.XmlText(text)])
    doc.getXmlFragment(FIELD).push([element])
  })
}

test('two providers write together, see each other, and a third finds all of it', async () => {
  const proposal = await freshProposal(server)
  const zane = await join(proposal, 'editor')
  const anna = await join(proposal, 'partner-editor')
  paragraph(zane.doc, 'Sveiki')
  await until(() => anna.text().includes('Sveiki'))
  paragraph(anna.doc, 'Cześć')
  await until(() => zane.text() === anna.text() && zane.text().includes('Cześć'))
  zane.provider.awareness.setLocalStateField('user', { name: 'Somebody else' })
  const name = () => anna.provider.awareness.getStates().get(zane.doc.clientID)?.user?.name
  await until(() => name())
  // The server says who it is.
  assert.equal(name(), 'Youth specialist, Daugavpils')
  zane.provider.disconnect()
  await until(() => !anna.provider.awareness.getStates().has(zane.doc.clientID))
  const late = await join(proposal, 'reader')
  assert.equal(late.text(), anna.text())
})

test('what was written without a connection arrives with the next one', async () => {
  const proposal = await freshProposal(server)
  const zane = await join(proposal, 'editor')
  const anna = await join(proposal, 'partner-editor')
  zane.provider.disconnect()
  paragraph(zane.doc, 'offline')
  paragraph(anna.doc, 'meanwhile')
  zane.provider.connect()
  await until(() => zane.text() === anna.text() && anna.text().includes('offline'))
  assert.ok(anna.text().includes('meanwhile'))
})

test('a reader is denied and nobody sees what it wrote', async () => {
  const proposal = await freshProposal(server)
  const reader = await join(proposal, 'reader')
  const editor = await join(proposal, 'editor')
  const denied = new Promise(resolve => { reader.provider.messageHandlers[2] = resolve })
  paragraph(reader.doc, 'smuggled')
  await denied
  paragraph(editor.doc, 'honest')
  await until(() => reader.text().includes('honest'))
  assert.ok(!editor.text().includes('smuggled'))
  const late = await join(proposal, 'commenter')
  assert.ok(!late.text().includes('smuggled'))
})

test('what no schema of ours holds is repaired in the message that brings it', async () => {
  const proposal = await freshProposal(server)
  const foreign = await join(proposal, 'editor')
  const anna = await join(proposal, 'partner-editor')
  foreign.doc.getXmlFragment(FIELD).push([new Y.XmlText('stray'), new Y.XmlElement('bulletList')])
  await until(() => anna.text().includes('stray'))
  assert.ok(!anna.text().includes('bulletlist'), anna.text())
  await until(() => foreign.text() === anna.text())
})

test('a program joins with a token of its own in the address', async () => {
  const proposal = await freshProposal(server)
  const answer = await fetch(`${server.url}/demo/editor/token`, { method: 'POST', headers: { origin: server.url } })
  const token = await answer.text()
  const { WebSocket } = await import('ws')
  const zane = await join(proposal, 'editor', { WebSocketPolyfill: WebSocket, params: { token } })
  paragraph(zane.doc, 'by token')
  const late = await join(proposal, 'reader')
  await until(() => late.text().includes('by token'))
})
