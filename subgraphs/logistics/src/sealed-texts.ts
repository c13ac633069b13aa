import type { SealedTextColumn } from '@heitu/kit/privacy/sealed-texts';

/** What people wrote, and under whose key each is sealed. */
export const sealedTexts: readonly SealedTextColumn[] = [
  { entity: 'Shipment', column: 'consignorContact', subject: 'sellerPartyId' },
  { entity: 'Shipment', column: 'consignorPhone', subject: 'sellerPartyId' },
  { entity: 'Shipment', column: 'consignorAddress', subject: 'sellerPartyId' },
  { entity: 'Shipment', column: 'agreedPlace', subject: 'buyerAccountId' },
  { entity: 'Shipment', column: 'refusalNote', subject: 'buyerAccountId' },
  { entity: 'ExpressScan', column: 'text', subject: 'buyerAccountId' },
  { entity: 'CodReversal', column: 'reason', subject: 'carrierPartyId' },
  { entity: 'ContentsCase', column: 'note', subject: 'openedBy' },
  { entity: 'ContentsCase', column: 'settlement', subject: 'openedBy' },
  { entity: 'Collection', column: 'agreedPlace', subject: 'buyerAccountId' },
  { entity: 'Collection', column: 'inspectionNote', subject: 'buyerAccountId' },
  { entity: 'Collection', column: 'condition', subject: 'buyerAccountId' },
  { entity: 'Collection', column: 'accessories', subject: 'buyerAccountId' },
  { entity: 'Collection', column: 'centreNote', subject: 'buyerAccountId' },
  { entity: 'Handover', column: 'sellerCustodian', subject: 'sellerAccountId' },
  { entity: 'Handover', column: 'carrierCustodian', subject: 'carrierAccountId' },
  { entity: 'Courier', column: 'name', subject: 'accountId' },
  { entity: 'SupervisionCheck', column: 'reportText', subject: 'createdBy' },
  { entity: 'SupervisionCheck', column: 'finding', subject: 'carrierPartyId' },
  { entity: 'SupervisionCheck', column: 'measure', subject: 'carrierPartyId' },
  {
    entity: 'Mismatch',
    column: 'text',
    subject: 'carrierPartyId',
    via: { entity: 'Reconciliation', id: 'reconciliationId' },
  },
  {
    entity: 'Mismatch',
    column: 'resolution',
    subject: 'carrierPartyId',
    via: { entity: 'Reconciliation', id: 'reconciliationId' },
  },
  { entity: 'TariffChange', column: 'reason', subject: 'carrierPartyId' },
  { entity: 'Alarm', column: 'action', subject: 'carrierPartyId' },
];
