import type { SealedTextColumn } from '@heitu/kit/sealed-texts';

/** What people wrote, and under whose key each is sealed. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Complaint', column: 'answer', subject: 'accountId' },
  { entity: 'Complaint', column: 'finding', subject: 'accountId' },
];
