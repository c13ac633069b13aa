import type { SealedTextColumn } from '@heitu/kit/privacy/sealed-texts';

/** What people wrote, and under whose key each is sealed. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Order', column: 'cancelNote', subject: 'buyerAccountId' },
  { entity: 'RecallRegrade', column: 'reason', subject: 'partyId' },
  { entity: 'RecallRow', column: 'callNote', subject: 'buyerAccountId' },
  { entity: 'ChargeDifference', column: 'note', subject: 'partyId' },
  { entity: 'AfterSale', column: 'reason', subject: 'buyerAccountId' },
  { entity: 'AfterSale', column: 'decisionReason', subject: 'buyerAccountId' },
  { entity: 'AfterSale', column: 'offerNote', subject: 'buyerAccountId' },
  { entity: 'AfterSale', column: 'handoverNote', subject: 'buyerAccountId' },
  { entity: 'AfterSale', column: 'checkNote', subject: 'buyerAccountId' },
];
