import type { SealedTextColumn } from '@heitu/kit/privacy/sealed-texts';

/** What people wrote, and under whose key each is sealed. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Account', column: 'fullName', subject: 'id' },
  { entity: 'Account', column: 'loginText', subject: 'id' },
  { entity: 'DutyShift', column: 'person', subject: 'id' },
  { entity: 'Measure', column: 'appeal', subject: 'partyId' },
  { entity: 'Measure', column: 'appealAnswer', subject: 'partyId' },
  { entity: 'Measure', column: 'rectification', subject: 'partyId' },
  { entity: 'Claim', column: 'finding', subject: 'sellerPartyId' },
  { entity: 'Claim', column: 'reviewNote', subject: 'sellerPartyId' },
  { entity: 'ClaimShare', column: 'text', subject: 'partyId' },
  { entity: 'Complaint', column: 'answer', subject: 'accountId' },
  { entity: 'Complaint', column: 'finding', subject: 'accountId' },
  { entity: 'Message', column: 'body', subject: 'accountId' },
  { entity: 'Review', column: 'text', subject: 'accountId' },
  { entity: 'Review', column: 'heldReason', subject: 'accountId' },
  { entity: 'Review', column: 'reply', subject: 'partyId' },
  { entity: 'OversightRequest', column: 'subject', subject: 'id' },
  { entity: 'OversightRequest', column: 'text', subject: 'id' },
  { entity: 'OversightRequest', column: 'answer', subject: 'id' },
  { entity: 'InspectionLink', column: 'person', subject: 'id' },
  { entity: 'InspectionLink', column: 'reason', subject: 'id' },
  { entity: 'TipOff', column: 'what', subject: 'id' },
  { entity: 'TipOff', column: 'text', subject: 'id' },
  { entity: 'TipOff', column: 'answer', subject: 'id' },
  { entity: 'TradeCheck', column: 'finding', subject: 'partyId' },
];
