import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Of what a party is owed: how it is to end was asked of that party, or what came of the question. */
export const recoveryEndMoved = defineEvent('payments.recovery-end-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    recoveryId: z.string(),
    /** Who is owed it, and who owes it: empty where that is a buyer. */
    creditorPartyId: z.string(),
    debtorPartyId: z.string(),
    /** `ended`: two people of the platform have confirmed it. */
    what: z.enum(['asked', 'due-soon', 'agreed', 'refused', 'lapsed', 'ended']),
    how: z.enum(['received', 'given-up', 'platform-pays']),
    /** What of it was still open. */
    leftFen: z.int(),
    /** Until when it can be answered, and then be confirmed. */
    lapsesAtMs: z.int(),
    /** Of what lapsed: whether its creditor had said yes, and nobody confirmed it. */
    wasAgreed: z.boolean().optional(),
  }),
});
