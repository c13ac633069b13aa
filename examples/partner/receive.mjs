// @ts-check
/**
 * A partner's endpoint for events. `WEBHOOK_SECRET=whsec_… node examples/partner/receive.mjs [port]` Answer quickly and
 * with 2xx once the event is kept: what is not answered comes again for three days, with the same webhook-id.
 */
import { createServer } from 'node:http';
import { isGenuine } from './client.mjs';

const secret = process.env['WEBHOOK_SECRET'] ?? '';
const port = Number(process.argv[2] ?? 4300);
/** In a real program: a table with a unique key. */
const taken = new Set();

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (request.method !== 'POST' || !isGenuine(request.headers, body, secret)) {
    response.writeHead(401).end();
    return;
  }
  const id = String(request.headers['webhook-id']);
  if (!taken.has(id)) {
    taken.add(id);
    console.log(`${id} ${body.toString()}`);
  }
  response.writeHead(204).end();
}).listen(port, '127.0.0.1', () => console.log(`waiting for events at http://127.0.0.1:${port}/`));
