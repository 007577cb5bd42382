// What stands between a browser and the server, as a proxy or a bad network does.

import { createServer, request } from "node:http";
import { connect } from "node:net";

/** A line to the server that can be cut, or answer in its own name; it lets sockets through only if asked to. */
export async function lineTo(talka, { sockets = false } = {}) {
  const open = new Set();
  const line = {
    status: 0,
    isCut: false,
    get cut() {
      return line.isCut;
    },
    set cut(cut) {
      line.isCut = cut;
      if (cut) for (const socket of open) socket.destroy();
    },
  };
  const server = createServer((asked, answer) => {
    if (line.cut) return asked.socket.destroy();
    if (asked.headers.upgrade) return answer.writeHead(501).end();
    if (line.status) return answer.writeHead(line.status, { "content-type": "text/html" }).end("<h1>busy</h1>");
    const { method, url, headers } = asked;
    const through = request(`${talka.url}${url}`, { method, headers }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    through.on("error", () => answer.destroy());
    asked.pipe(through);
  });
  if (sockets) {
    server.on("upgrade", ({ method, url, rawHeaders }, near, head) => {
      if (line.cut) return near.destroy();
      const far = connect(new URL(talka.url).port, "127.0.0.1");
      const headers = rawHeaders.map((part, index) => (index % 2 ? `${part}\r\n` : `${part}: `)).join("");
      far.write(`${method} ${url} HTTP/1.1\r\n${headers}\r\n`);
      far.write(head);
      far.pipe(near).pipe(far);
      for (const socket of [near, far]) {
        open.add(socket);
        socket.on("error", () => socket.destroy());
        socket.on("close", () => {
          open.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
    });
  }
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  line.url = `http://127.0.0.1:${server.address().port}`;
  line.close = () => server.close();
  return line;
}
