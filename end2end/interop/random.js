// The same seed draws the same numbers (xorshift).
export function random (seed) {
  let state = (seed * 2654435761) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
  const below = end => (next() >>> 3) % end
  return { below, pick: list => list[below(list.length)] }
}
