import type { SealedTextColumn } from '@heitu/kit/privacy/sealed-texts';

/** What people wrote of goods and lots beside what the public reads, sealed under their seller. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Lot', column: 'supplierName', subject: 'partyId' },
  { entity: 'Lot', column: 'blockReason', subject: 'partyId' },
  { entity: 'Certificate', column: 'returnReason', subject: 'partyId' },
  { entity: 'Inspection', column: 'returnReason', subject: 'partyId' },
  { entity: 'SelfCheck', column: 'checkedBy', subject: 'partyId' },
  { entity: 'ConformityPromise', column: 'signedBy', subject: 'partyId' },
  { entity: 'Recall', column: 'reason', subject: 'partyId' },
  { entity: 'TraceEvent', column: 'content', subject: 'partyId', via: { entity: 'Lot', id: 'lotId' } },
  { entity: 'MemberGrower', column: 'name', subject: 'partyId' },
  { entity: 'PlotFacts', column: 'wrong', subject: 'partyId' },
  { entity: 'FieldCorrection', column: 'wrong', subject: 'partyId' },
  { entity: 'InputUse', column: 'source', subject: 'partyId' },
  { entity: 'InputUse', column: 'byWhom', subject: 'partyId' },
  { entity: 'Product', column: 'stateReason', subject: 'partyId' },
  { entity: 'ContentReview', column: 'reason', subject: 'partyId' },
  { entity: 'PublicLook', column: 'reason', subject: 'partyId' },
  { entity: 'PublicLook', column: 'appeal', subject: 'partyId' },
  { entity: 'PublicLook', column: 'answer', subject: 'partyId' },
  { entity: 'CaptureJob', column: 'document', subject: 'partyId' },
  { entity: 'ToldEvent', column: 'content', subject: 'partyId' },
  { entity: 'PriceHold', column: 'reason', subject: 'partyId' },
  { entity: 'PriceFlag', column: 'note', subject: 'partyId' },
];
