import type { SealedTextColumn } from '@heitu/kit/sealed-texts';

/** What people wrote of a lot, sealed under the key of the seller who registered it. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Lot', column: 'supplierName', subject: 'partyId' },
  { entity: 'Lot', column: 'blockReason', subject: 'partyId' },
  { entity: 'Recall', column: 'reason', subject: 'partyId' },
  { entity: 'TraceEvent', column: 'content', subject: 'partyId', via: { entity: 'Lot', id: 'lotId' } },
];
