import type { SealedText } from '@heitu/kit/privacy/vault';
import { toJson } from '@heitu/kit/rules/typed-json';
import { documentHashOf, documentText, signatureOf, type GoodsDocument, type ShipmentLine } from '@heitu/logistics';
import type { SellerFact } from '../county/index.ts';
import { publicNameOf } from './people.ts';
import type { SeedVault } from './parcel-facts.ts';

export interface Signer {
  account: string;
  custodian: string;
}
interface Signed {
  id: string;
  buyer: string;
  sellerPartyId: string;
  carrierPartyId: string;
  cold: boolean;
  document: GoodsDocument;
  seller: Signer;
  carrier: Signer;
}
/** What is sealed under people's own keys. */
interface Sealed {
  document: string;
  sellerCustodian: SealedText;
  carrierCustodian: SealedText;
}

/** A goods document that both signed when the parcel was taken over, with whatever the letter asks for (8.4.1). */
export function signedHandover(vault: Pick<SeedVault, 'authenticate'>, signed: Signed, sealed: Sealed) {
  const { id, buyer, sellerPartyId, carrierPartyId, cold, document, seller, carrier } = signed;
  const documentHash = documentHashOf(documentText(document));
  const atMs = document.handoverAtMs;
  const signatureBy = (side: 'seller' | 'carrier', { account, custodian }: Signer) =>
    signatureOf(vault, documentHash, { side, accountId: account, custodian, atMs });
  return {
    id,
    number: document.number,
    shipmentId: document.shipmentId,
    sellerPartyId,
    carrierPartyId,
    buyerAccountId: buyer,
    state: 'signed' as const,
    cold,
    units: document.units,
    goodsFen: document.goodsFen,
    facilityTemperatureCelsius: numberOf(document.points.facilityTemperatureCelsius),
    storeRecord: document.storeRecord && toJson(document.storeRecord),
    productTemperatureCelsius: numberOf(document.points.productTemperatureCelsius),
    points: toJson(document.points),
    complete: true,
    documentSealed: sealed.document,
    documentHash,
    openedAtMs: atMs,
    inWindow: true,
    sellerSignedAtMs: atMs,
    sellerAccountId: seller.account,
    sellerCustodian: sealed.sellerCustodian,
    sellerSignature: signatureBy('seller', seller),
    carrierSignedAtMs: atMs,
    carrierAccountId: carrier.account,
    carrierCustodian: sealed.carrierCustodian,
    carrierSignature: signatureBy('carrier', carrier),
    completedAtMs: atMs,
  };
}
const numberOf = (point: GoodsDocument['points'][keyof GoodsDocument['points']]): number | null =>
  typeof point === 'number' ? point : null;

export const handoverNumber = (date: string, id: string): string => `JJ${date.replaceAll('-', '')}${id.slice(-12)}`;

/** Everything that both look at of fresh goods, and found right. */
export const lookedAt = (
  facilityTemperatureCelsius: number | null,
  productTemperatureCelsius: number | null,
  vehicleClean: boolean | null,
): GoodsDocument['points'] => ({
  facilityTemperatureCelsius,
  productTemperatureCelsius,
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean,
});
export const consignorOf = (seller: SellerFact): GoodsDocument['consignor'] => ({
  name: publicNameOf(seller),
  contact: seller.legalPerson,
  phone: seller.phone,
  address: seller.address,
});
export const documentLines = (lines: readonly ShipmentLine[]): GoodsDocument['lines'] =>
  lines.map(({ lots, ...line }) => ({
    skuId: line.skuId,
    title: line.title,
    specification: line.specification,
    units: line.units,
    valueFen: line.valueFen,
    lots: lots.map(({ lotCode, units: count, producedOn, expiresOn }) => ({
      lotCode,
      units: count,
      producedOn,
      expiresOn,
    })),
  }));
