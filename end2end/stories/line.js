// What stands between a browser and the server, as a proxy or a bad network does.

import { createServer, request } from "node:http";

/** A line to the server without WebSocket that can be cut, or answer in its own name. */
export async function lineTo(talka) {
  const line = { cut: false, status: 0 };
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
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  line.url = `http://127.0.0.1:${server.address().port}`;
  line.close = () => server.close();
  return line;
}
