// Talka's document in its own process, asked line by line.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export const FIELD = 'summary.en'

export class Talka {
  constructor () {
    const cargo = ['cargo', 'run', '--quiet', '--package', 'model', '--example', 'interop', '--features', 'testing']
    // `cargo xtask test` has built it already.
    const [program, ...args] = process.env.TALKA_INTEROP ? [process.env.TALKA_INTEROP] : cargo
    this.process = spawn(program, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
    this.waiting = []
    createInterface({ input: this.process.stdout }).on('line', line => {
      const { resolve, reject } = this.waiting.shift()
      const answer = JSON.parse(line)
      if (answer && answer.error) reject(new Error(answer.error))
      else resolve(answer)
    })
    this.process.on('exit', code => {
      for (const { reject } of this.waiting) reject(new Error(`the helper ended with ${code}`))
    })
  }

  ask (what, more = {}) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      this.process.stdin.write(JSON.stringify({ do: what, ...more }) + '\n')
    })
  }

  end () {
    this.process.stdin.end()
  }
}

export const hex = bytes => Buffer.from(bytes).toString('hex')
export const bytes = text => new Uint8Array(Buffer.from(text, 'hex'))
