import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A session of training is planned, told to whoever of those that it is for must be trained soon; or it is not held,
 * told to whoever has a seat; or somebody gave a seat back, told to whoever planned it. `topic` is Chinese.
 */
export const sessionMoved = defineEvent('sellers.session-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    sessionId: z.string(),
    to: z.enum(['planned', 'cancelled', 'left']),
    topic: z.string(),
    place: z.string(),
    startsAtMs: z.int(),
    accountIds: z.array(z.string()),
  }),
});
