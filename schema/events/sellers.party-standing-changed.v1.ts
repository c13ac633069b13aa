import { defineEvent } from '@heitu/kit/messages/event';

/** A party's papers expired, were renewed, or it was suspended or released: whether it may do business now. */
export const partyStandingChanged = defineEvent<{
  partyId: string;
  partyKind: string;
  inGoodStanding: boolean;
  reason: string;
  clause: string | null;
}>('sellers.party-standing-changed.v1', { consumers: ['logistics', 'payments', 'trust'] });
