// The real server over a database of its own, and people of the demo.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import WebSocket from 'ws'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const START_LIMIT_MS = 60_000

function freePort () {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

export async function serve () {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'talka-interop-'))
  const cargo = ['cargo', 'run', '--quiet', '--package', 'server']
  // `cargo xtask test` has built it already.
  const [program, ...args] = process.env.TALKA_BIN ? [process.env.TALKA_BIN] : cargo
  const env = {
    ...process.env,
    TALKA_ADDR: `127.0.0.1:${port}`,
    TALKA_DATABASE_URL: `sqlite://${join(folder, 'talka.db')}`,
    TALKA_DEMO: '1'
  }
  const child = spawn(program, args, { cwd: root, env, stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const begin = Date.now()
  while (!await fetch(`${url}/readyz`).then(answer => answer.ok, () => false)) {
    if (Date.now() - begin > START_LIMIT_MS) throw new Error('the server does not start')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return {
    url,
    socketUrl: `ws://127.0.0.1:${port}/collab`,
    end () {
      return new Promise(resolve => {
        child.on('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        child.kill()
      })
    }
  }
}

/** Signs in as somebody of the demo; the session's cookie. */
export async function signIn (server, name) {
  const answer = await fetch(`${server.url}/demo/${name}`, { redirect: 'manual' })
  return answer.headers.get('set-cookie').split(';')[0]
}

/** A fresh, empty proposal. */
export async function freshProposal (server) {
  const answer = await fetch(`${server.url}/demo/proposal`, { method: 'POST', headers: { origin: server.url } })
  return (await answer.json()).proposal
}

/** The WebSocket of somebody's browser: it sends the cookie along. */
export function withCookie (cookie) {
  return class extends WebSocket {
    constructor (url, protocols) {
      super(url, protocols, { headers: { cookie } })
    }
  }
}
