import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { parseJson, type Answer, type Call, type Service } from './service.ts';
import type { World } from './world.ts';

/**
 * A partner's endpoint for events, as Standard Webhooks tells receivers to be: verify the bytes, refuse what is old,
 * take each id once.
 */
const TOLERANCE_MS = 5 * MINUTE_MS;

const refuse = (status: number, code: string): Answer => ({ status, body: { code } });
const event = z.object({ type: z.string(), timestamp: z.iso.datetime(), data: z.record(z.string(), z.unknown()) });

/** POST /hooks */
function take(world: World, { headers, rawBody, body }: Call): Answer {
  const [id, seconds, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name] ?? ''),
  );
  // Real time: whoever sends from outside has no part in the sandbox's.
  if (!(Math.abs(Date.now() - Number(seconds) * 1000) <= TOLERANCE_MS)) return refuse(400, 'TOO_OLD');
  const secret = world.store.one<{ secret: string }>('select secret from partnerSecret')?.secret ?? '';
  const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${seconds}.`)
    .update(rawBody)
    .digest();
  const isOurs = signatures!.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return signature.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (secret === '' || !isOurs) return refuse(401, 'BAD_SIGNATURE');
  const { type, data } = event.parse(body);
  if (!world.store.one('select 1 from partnerEvent where id = ?', id!))
    world.store.insert('partnerEvent', { id: id!, type, data: JSON.stringify(data), atMs: world.clock.now() });
  return { status: 204 };
}

export const partner: Service = {
  name: 'partner',
  routes: [{ method: 'POST', path: '/hooks', handle: take }],
  parse: parseJson,
  invalid: ({ field, message }) => ({ status: 400, body: { code: 'MALFORMED', field, message } }),
  failing: () => refuse(503, 'DOWN'),
};
