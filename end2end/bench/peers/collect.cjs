// Garbage that was not collected yet is no memory that a server needs: it is collected when asked, before a
// measurement.

process.on("SIGUSR2", () => globalThis.gc());
