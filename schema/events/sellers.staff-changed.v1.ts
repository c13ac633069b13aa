import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Who may act for a party, with which rights; `active: false` ends it. */
export const staffChanged = defineEvent('sellers.staff-changed.v1', {
  consumers: ['trust'],
  payload: z.object({
    partyId: z.string(),
    accountId: z.string(),
    role: z.string(),
    rights: z.array(z.string()),
    active: z.boolean(),
  }),
});
