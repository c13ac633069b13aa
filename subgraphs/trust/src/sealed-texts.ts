import type { SealedTextColumn } from '@heitu/kit/sealed-texts';

/** What people wrote, and under whose key each is sealed. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Account', column: 'fullName', subject: 'id' },
  { entity: 'DutyShift', column: 'person', subject: 'id' },
  { entity: 'Measure', column: 'appeal', subject: 'partyId' },
  { entity: 'Measure', column: 'appealAnswer', subject: 'partyId' },
  { entity: 'Measure', column: 'rectification', subject: 'partyId' },
  { entity: 'Complaint', column: 'answer', subject: 'accountId' },
  { entity: 'Complaint', column: 'finding', subject: 'accountId' },
];
