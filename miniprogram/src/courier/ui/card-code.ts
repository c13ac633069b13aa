import type { Sought } from '@/lib/scan';

/** The paper that stands for a seller without a phone. */
export const CARD: Sought = { name: '商家的交货卡', otherwise: '照着卡上的字输' };
const CARD_CODE = /^(?:heitu:card:)?((?:[0-9A-Z]{4} ?){4})$/;
/** What the platform looks for; undefined where it is another code. */
export const codeOfCard = (text: string): string | undefined => CARD_CODE.exec(text.trim())?.[1];
