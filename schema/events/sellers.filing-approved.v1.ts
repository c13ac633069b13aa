import { defineEvent } from '@heitu/kit/messages/event';

/** A party may do business until `validUntil`. `accountId` applied for it and becomes its owner. */
export const filingApproved = defineEvent<{
  filingId: string;
  partyId: string;
  partyKind:
    | 'producer'
    | 'cooperative'
    | 'seller'
    | 'farmer'
    | 'service-provider'
    | 'carrier'
    | 'payment-provider'
    | 'operator'
    | 'station';
  partyName: string;
  accountId: string;
  /** `2027-01-31`: the earliest expiry among its compulsory papers; null where nothing expires. */
  validUntil: string | null;
}>('sellers.filing-approved.v1', { consumers: ['trust', 'logistics', 'payments'] });
