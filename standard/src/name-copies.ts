import type { SubgraphName } from './subgraphs.ts';

/**
 * Where the name of a person or a business is kept, and what a correction of it that was granted (PIPL 46) does there.
 * `always`: the copy is known by whose it is. `where-it-read-so`: somebody typed it, so that it is a copy only where it
 * reads as the wrong name did. `stays`: why it is left as it was written. A column that holds a name and is not here
 * does not pass (tests/privacy/names.spec.ts).
 */
export type NameCopy = { room: SubgraphName; entity: string; column: string } & (
  | { follows: 'filing-name' | 'staff-name'; when: 'always' | 'where-it-read-so' }
  | { stays: string }
);

const copies = <Rest extends object>(rest: Rest, room: SubgraphName, entity: string, ...columns: readonly string[]) =>
  columns.map((column) => ({ room, entity, column, ...rest }));
const FILED = { follows: 'filing-name', when: 'always' } as const;
const TYPED = { follows: 'filing-name', when: 'where-it-read-so' } as const;
const WORK = { follows: 'staff-name', when: 'always' } as const;
const stays = (why: string) => ({ stays: why });

const WAYBILL = stays('printed on the waybill that travels with the goods');
const ADDRESS = stays('what its buyer gave as the address of this order');

export const NAME_COPIES: readonly NameCopy[] = [
  ...copies(FILED, 'sellers', 'Party', 'name', 'fullName'),
  ...copies(TYPED, 'sellers', 'Party', 'contactNameSealed', 'legalRepresentativeSealed'),
  ...copies(FILED, 'sellers', 'Supplier', 'name'),
  ...copies(TYPED, 'sellers', 'Supplier', 'contactNameSealed'),
  ...copies(TYPED, 'sellers', 'Grower', 'name'),
  ...copies(WORK, 'sellers', 'Staff', 'nameSealed'),
  ...copies(FILED, 'catalog', 'Lot', 'supplierName'),
  ...copies(TYPED, 'catalog', 'MemberGrower', 'name'),
  ...copies(FILED, 'logistics', 'Carrier', 'name'),
  ...copies(FILED, 'logistics', 'Station', 'name'),
  ...copies(WORK, 'logistics', 'Courier', 'name'),
  ...copies(TYPED, 'payments', 'MerchantAccount', 'contactName', 'passwordKeeperName'),
  ...copies(TYPED, 'payments', 'InvoiceMandate', 'name'),
  ...copies(FILED, 'trust', 'KnownParty', 'name'),
  ...copies(WORK, 'trust', 'Account', 'displayName', 'fullName'),

  ...copies(stays('the name that was wrong, by which copies of it are known'), 'sellers', 'FormerName', 'name'),
  ...copies(stays('who stood by when a farmer signed'), 'sellers', 'WitnessedFiling', 'stationName'),
  ...copies(stays('who taught on that day'), 'sellers', 'TrainingSession', 'teacher'),
  ...copies(stays('a sign that its owner chose and can change'), 'sellers', 'Shop', 'name'),
  ...copies(stays('printed on bags that are sold already'), 'catalog', 'Lot', 'producerName', 'complaintContact'),
  ...copies(stays('who signed the record of a check'), 'catalog', 'SelfCheck', 'checkedBy'),
  ...copies(stays('who signed the promise'), 'catalog', 'ConformityPromise', 'signedBy'),
  ...copies(stays('a row of the field book, which nobody writes over'), 'catalog', 'InputUse', 'byWhom'),
  ...copies(stays('what a label said while it was shown'), 'catalog', 'PriceLabel', 'priceManager'),
  ...copies(stays('a paper that was signed'), 'catalog', 'SignedPaper', 'subject'),
  ...copies(stays('which partner told it, as it was called then'), 'catalog', 'ToldEvent', 'toldBy'),
  ...copies(stays('written on the slip by which goods are fetched'), 'logistics', 'Collection', 'sellerName'),
  ...copies(ADDRESS, 'logistics', 'Collection', 'recipientSealed'),
  ...copies(WAYBILL, 'logistics', 'Shipment', 'carrierName', 'consignorName', 'consignorContact', 'stationName'),
  ...copies(ADDRESS, 'logistics', 'Shipment', 'recipientSealed'),
  ...copies(stays('who signed for the goods'), 'logistics', 'Handover', 'sellerCustodian', 'carrierCustodian'),
  ...copies(stays('what the buyer agreed to'), 'orders', 'Order', 'carrierName', 'pickup'),
  ...copies(stays('which station placed it for its buyer'), 'orders', 'Order', 'boughtThrough'),
  ...copies(ADDRESS, 'orders', 'Order', 'recipientSealed'),
  ...copies(ADDRESS, 'orders', 'Quote', 'recipientSealed'),
  ...copies(stays('the buyer chose it and can save another'), 'payments', 'InvoiceHead', 'name'),
  ...copies(stays('an invoice: put right by a red one'), 'payments', 'Invoice', 'headName'),
  ...copies(stays('a month that was published'), 'trust', 'Assessment', 'partyName'),
  ...copies(stays('what the caller said when it was taken down'), 'trust', 'Complaint', 'callerName'),
  ...copies(stays('what a buyer was told, as it was then'), 'trust', 'SellerDemand', 'sellerSealed'),
  ...copies(stays('who asked at a station, as it was written for the code'), 'trust', 'Delegation', 'personSealed'),
  ...copies(stays('the buyer writes it and can change it'), 'trust', 'Address', 'nameSealed'),
  ...copies(stays('typed anew with each plan of who is on duty'), 'trust', 'DutyShift', 'person'),
  ...copies(stays('whom people were told to call after a leak'), 'trust', 'LeakNotice', 'contact'),
  ...copies(stays('for whom a link was made, as it was signed for'), 'trust', 'InspectionLink', 'person'),
  ...copies(stays('what an authority wrote'), 'trust', 'OversightRequest', 'subject'),
  ...copies(stays('who was at the database, as the operator answered'), 'trust', 'DatabaseSighting', 'person'),
  ...copies(stays('the audit trail is never written over'), 'trust', 'AuditEntry', 'subject'),
];
