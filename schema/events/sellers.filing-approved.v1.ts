import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A party may do business until `validUntil`. `accountId` applied for it and becomes its owner. */
export const filingApproved = defineEvent('sellers.filing-approved.v1', {
  consumers: ['trust', 'logistics', 'payments'],
  payload: z.object({
    filingId: z.string(),
    partyId: z.string(),
    partyKind: z.enum([
      'producer',
      'cooperative',
      'seller',
      'farmer',
      'service-provider',
      'carrier',
      'payment-provider',
      'operator',
      'station',
    ]),
    partyName: z.string(),
    accountId: z.string(),
    /** `2027-01-31`: the earliest expiry among its compulsory papers; null where nothing expires. */
    validUntil: z.string().nullable(),
  }),
});
