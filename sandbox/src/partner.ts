import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { parseJson, type Answer, type Call, type Service } from './service.ts';
import type { World } from './world.ts';

const refuse = (status: number, code: string): Answer => ({ status, body: { code } });
const event = z.object({ type: z.string(), timestamp: z.iso.datetime(), data: z.record(z.string(), z.unknown()) });

function isGenuine(secret: string, headers: Readonly<Record<string, string>>, rawBody: Buffer): boolean {
  try {
    new Webhook(secret).verify(rawBody, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/**
 * POST /hooks: a partner's endpoint for events, as Standard Webhooks tells receivers to be. It verifies the bytes,
 * refuses what is old, and takes each id once.
 */
function take(world: World, { headers, rawBody, body }: Call): Answer {
  const secret = world.store.one<{ secret: string }>('select secret from partnerSecret')?.secret;
  const header = (name: string): string => String(headers[name] ?? '');
  const id = header('webhook-id');
  const signed = {
    'webhook-id': id,
    'webhook-timestamp': header('webhook-timestamp'),
    'webhook-signature': header('webhook-signature'),
  };
  if (!secret || !isGenuine(secret, signed, rawBody)) return refuse(401, 'BAD_SIGNATURE');
  const { type, data } = event.parse(body);
  if (!world.store.one('select 1 from partnerEvent where id = ?', id))
    world.store.insert('partnerEvent', { id, type, data: JSON.stringify(data), atMs: world.clock.now() });
  return { status: 204 };
}

export const partner: Service = {
  name: 'partner',
  routes: [{ method: 'POST', path: '/hooks', handle: take }],
  parse: parseJson,
  invalid: ({ field, message }) => ({ status: 400, body: { code: 'MALFORMED', field, message } }),
  failing: () => refuse(503, 'DOWN'),
};
