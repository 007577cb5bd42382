// Waiting.

const POLL_MS = 20;

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so; false if it is not so in time. */
export async function until(isSo, limit_ms) {
  const deadline = performance.now() + limit_ms;
  while (!isSo()) {
    if (performance.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}
