import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Somebody for whom a station may have bought wrote back one word, or ended it on a phone. */
export const wordSaid = defineEvent('trust.word-said.v1', {
  consumers: ['orders'],
  payload: z.object({
    accountId: z.string(),
    /** 停: nothing more; 退: not what is paid for; 要: that all the same. */
    word: z.enum(['stop', 'give-back', 'keep']),
    atMs: z.int(),
  }),
});
