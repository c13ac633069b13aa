import type { SealedTextColumn } from '@heitu/kit/privacy/sealed-texts';

/** What people wrote, and under whose key each is sealed. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Party', column: 'fullName', subject: 'id' },
  { entity: 'Party', column: 'address', subject: 'id' },
  { entity: 'FormerName', column: 'name', subject: 'partyId' },
  { entity: 'Supplier', column: 'name', subject: 'id' },
  { entity: 'Supplier', column: 'address', subject: 'id' },
  { entity: 'Supplier', column: 'reason', subject: 'id' },
  { entity: 'Grower', column: 'name', subject: 'accountId' },
  { entity: 'Grower', column: 'story', subject: 'accountId' },
  { entity: 'Grower', column: 'pictureAlt', subject: 'accountId' },
  { entity: 'Filing', column: 'reason', subject: 'partyId' },
  { entity: 'ReReview', column: 'reason', subject: 'partyId' },
  { entity: 'TrainingSession', column: 'teacher', subject: 'partyId' },
  { entity: 'ShopLook', column: 'reason', subject: 'partyId' },
  { entity: 'ShopLook', column: 'appeal', subject: 'partyId' },
  { entity: 'ShopLook', column: 'answer', subject: 'partyId' },
  { entity: 'HelpRequest', column: 'question', subject: 'partyId' },
  { entity: 'HelpRequest', column: 'answer', subject: 'partyId' },
];
