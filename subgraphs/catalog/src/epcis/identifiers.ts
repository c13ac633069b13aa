/** A lot, and where its identifiers lead. */
export interface IdentifiedLot {
  code: string;
  gtin: string | null;
  /** Of the platform, without a slash at its end. */
  publicUrl: string;
}

const GTIN_DIGITS = 14;
/** GS1 allows no more in a batch number (AI 10). */
const BATCH_LETTERS_MAX = 20;
/** Prefixes of numbers that mean something inside one company only: two companies may have the same. */
const isRestricted = (gtin14: string): boolean => /^.(02|04|2)/.test(gtin14);

/** The path of a GS1 Digital Link to a lot; null where its number was not licensed, or its code is no batch number. */
export function digitalLinkPath({ code, gtin }: Pick<IdentifiedLot, 'code' | 'gtin'>): string | null {
  const gtin14 = gtin?.padStart(GTIN_DIGITS, '0');
  return gtin14 && !isRestricted(gtin14) && code.length <= BATCH_LETTERS_MAX ? `/01/${gtin14}/10/${code}` : null;
}
/**
 * A lot's class: a GS1 Digital Link where a licensed GTIN and a batch number lead to it, else the address on the bag.
 * That address never looks like a Digital Link: programs would read a number in it that nobody licensed.
 */
export function lotUri(lot: IdentifiedLot): string {
  const link = digitalLinkPath(lot);
  return link ? `https://id.gs1.org${link}` : `${lot.publicUrl}/trace/${lot.code}`;
}
/** What a lot was before it was packed: its paddy, its milled rice. */
export const goodsUri = ({ code, publicUrl }: IdentifiedLot, name: string): string =>
  `${publicUrl}/trace/${code}#goods-${encodeURIComponent(name)}`;
/** What grows in the field or in the stable, before anything of it is harvested. */
export const cropUri = ({ code, publicUrl }: IdentifiedLot): string => `${publicUrl}/trace/${code}#crop`;
export const papersUri = ({ code, publicUrl }: IdentifiedLot): string => `${publicUrl}/trace/${code}#papers`;
export const parcelUri = ({ publicUrl }: IdentifiedLot, parcel: string): string => `${publicUrl}/parcel/${parcel}`;
export const placeUri = ({ publicUrl }: IdentifiedLot, divisionCode: string): string =>
  `${publicUrl}/division/${divisionCode}`;
