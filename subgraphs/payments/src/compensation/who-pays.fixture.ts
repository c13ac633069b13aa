import { MERCHANTS } from '../payments.fixture.ts';

export { account } from '../ledger/account.ts';
export { FIRST_FEE, finance, MERCHANTS, PAID_FEN } from '../payments.fixture.ts';

/** Each case begins with one payment: order o1 of party-1 for 60 yuan, o2 of party-2 for 40. */
export const SELLER = 'party-1';
export const OTHER_SELLER = 'party-2';
export const CARRIER = 'party-carrier';
export const STATION = 'party-station';
export const CARRIERS_MERCHANT = '1900000201';
/** Of o1. */
export const DELIVERY_FEN = 500;
export interface Case {
  liable: string;
  says: 'agrees' | 'refuses';
  fen: number;
  /** Not a complaint, but a claim on goods that the buyer signed for and is refunded. */
  isClaim?: true;
  /** Of the carrier, at the provider. */
  depositFen?: number;
  /** What was given back of o1 before. */
  refundedFen?: number;
  /** The order was settled before. */
  settled?: boolean;
  /** By their contracts with the seller, what carrier and station get of o1: delivery was 5 yuan of it. */
  shares?: { freightSharedPercent: number; commissionPermille: number };
  /** What goes back to the seller of what others got of the order, since its buyer was refunded. */
  back?: { platform?: number; carrier?: number; station?: number };
  /** Who paid at the provider, and how much. */
  paid: Record<string, number>;
  /** What is claimed from whom, and how it comes back; null: nothing is. */
  claim: { rail: string; from: string; fen?: number } | null;
}

const seller = MERCHANTS[SELLER];
const deposit = `deposit:${CARRIERS_MERCHANT}`;
const returned = { rail: 'RETURN', from: SELLER };
const setOff = (from: string) => ({ rail: 'SET_OFF', from });
const open = (from: string) => ({ rail: 'NONE', from });
const shares = { freightSharedPercent: 80, commissionPermille: 30 };

export const CASES: readonly (readonly [string, Case])[] = [
  [
    'the seller agrees: out of the order',
    { liable: SELLER, says: 'agrees', fen: 1000, paid: { [seller]: 1000 }, claim: null },
  ],
  [
    'the seller agrees to the whole order',
    { liable: SELLER, says: 'agrees', fen: 6000, paid: { [seller]: 6000 }, claim: null },
  ],
  [
    'the seller agrees to the rest of a half-refunded order',
    { liable: SELLER, says: 'agrees', fen: 4000, refundedFen: 2000, paid: { [seller]: 6000 }, claim: null },
  ],
  [
    'the seller agrees to a fen more than is left of the order',
    {
      liable: SELLER,
      says: 'agrees',
      fen: 4001,
      refundedFen: 2000,
      paid: { [seller]: 2000, platform: 4001 },
      claim: open(SELLER),
    },
  ],
  [
    'the seller agrees, after the order was settled',
    {
      liable: SELLER,
      says: 'agrees',
      fen: 1000,
      settled: true,
      paid: { [seller]: 1000 },
      claim: null,
      back: { platform: 10 },
    },
  ],
  [
    'the seller agrees to 1,000 yuan for an order of 60',
    { liable: SELLER, says: 'agrees', fen: 100_000, paid: { platform: 100_000 }, claim: open(SELLER) },
  ],
  [
    'the seller agrees to 1,000 yuan, and has settlements',
    { liable: SELLER, says: 'agrees', fen: 100_000, settled: true, paid: { platform: 100_000 }, claim: setOff(SELLER) },
  ],
  [
    'the seller refuses: the platform first',
    { liable: SELLER, says: 'refuses', fen: 1000, paid: { platform: 1000 }, claim: returned },
  ],
  [
    'the seller refuses, after the order was settled',
    {
      liable: SELLER,
      says: 'refuses',
      fen: 1000,
      settled: true,
      paid: { platform: 1000 },
      claim: returned,
      back: { platform: 10 },
    },
  ],
  [
    'the seller refuses the rest of a half-refunded order',
    {
      liable: SELLER,
      says: 'refuses',
      fen: 4000,
      refundedFen: 2000,
      paid: { [seller]: 2000, platform: 4000 },
      claim: returned,
    },
  ],
  [
    'the seller refuses a fen more than is left of the order',
    {
      liable: SELLER,
      says: 'refuses',
      fen: 4001,
      refundedFen: 2000,
      paid: { [seller]: 2000, platform: 4001 },
      claim: open(SELLER),
    },
  ],
  [
    'the seller refuses ten times the price, and has settlements',
    { liable: SELLER, says: 'refuses', fen: 60_000, settled: true, paid: { platform: 60_000 }, claim: setOff(SELLER) },
  ],
  [
    'another seller agrees: this order is left alone',
    { liable: OTHER_SELLER, says: 'agrees', fen: 1000, paid: { platform: 1000 }, claim: open(OTHER_SELLER) },
  ],
  [
    'another seller refuses',
    { liable: OTHER_SELLER, says: 'refuses', fen: 1000, paid: { platform: 1000 }, claim: open(OTHER_SELLER) },
  ],
  [
    'the carrier agrees, and its deposit covers it',
    { liable: CARRIER, says: 'agrees', fen: 1000, depositFen: 1000, paid: { [deposit]: 1000 }, claim: null },
  ],
  [
    'the carrier refuses, and its deposit covers it',
    { liable: CARRIER, says: 'refuses', fen: 1000, depositFen: 50_000, paid: { [deposit]: 1000 }, claim: null },
  ],
  [
    'the carrier agrees to more than the order, out of its deposit',
    { liable: CARRIER, says: 'agrees', fen: 50_000, depositFen: 50_000, paid: { [deposit]: 50_000 }, claim: null },
  ],
  [
    'the carrier agrees, after the order was refunded whole',
    {
      liable: CARRIER,
      says: 'agrees',
      fen: 1000,
      refundedFen: 6000,
      depositFen: 1000,
      paid: { [seller]: 6000, [deposit]: 1000 },
      claim: null,
    },
  ],
  [
    'the carrier agrees, and its deposit is short: what is there of it, and the rest is owed',
    {
      liable: CARRIER,
      says: 'agrees',
      fen: 10_000,
      depositFen: 6000,
      paid: { [deposit]: 6000, platform: 4000 },
      claim: { ...open(CARRIER), fen: 4000 },
    },
  ],
  [
    'the carrier refuses, and its deposit is a fen short: neither part is smaller than the provider transfers',
    {
      liable: CARRIER,
      says: 'refuses',
      fen: 1000,
      depositFen: 999,
      paid: { [deposit]: 990, platform: 10 },
      claim: { ...open(CARRIER), fen: 10 },
    },
  ],
  [
    'a claim on what was signed for, of a carrier whose deposit is short',
    {
      liable: CARRIER,
      says: 'refuses',
      isClaim: true,
      fen: 1000,
      depositFen: 600,
      paid: { [deposit]: 600, platform: 400 },
      claim: { ...open(CARRIER), fen: 400 },
    },
  ],
  [
    'the carrier agrees, and has put nothing up',
    { liable: CARRIER, says: 'agrees', fen: 1000, paid: { platform: 1000 }, claim: open(CARRIER) },
  ],
  [
    'the carrier refuses, and has put nothing up',
    { liable: CARRIER, says: 'refuses', fen: 1000, paid: { platform: 1000 }, claim: open(CARRIER) },
  ],
  [
    'the carrier refuses 1,000 yuan, after the order was settled',
    {
      liable: CARRIER,
      says: 'refuses',
      fen: 100_000,
      settled: true,
      paid: { platform: 100_000 },
      claim: open(CARRIER),
    },
  ],
  [
    'the seller agrees, after carrier and station had their shares',
    {
      liable: SELLER,
      says: 'agrees',
      fen: 1000,
      settled: true,
      shares,
      paid: { [seller]: 1000 },
      claim: null,
      back: { platform: 10, station: 30 },
    },
  ],
  [
    'the seller agrees to more of it, after they had their shares of what a refund had left',
    {
      liable: SELLER,
      says: 'agrees',
      fen: 3000,
      refundedFen: 2000,
      settled: true,
      shares,
      paid: { [seller]: 5000 },
      claim: null,
      back: { platform: 30, station: 90 },
    },
  ],
  [
    'the seller refuses, after carrier and station had their shares',
    {
      liable: SELLER,
      says: 'refuses',
      fen: 1000,
      settled: true,
      shares,
      paid: { platform: 1000 },
      claim: returned,
      back: { platform: 10, station: 30 },
    },
  ],
  [
    'the carrier agrees, after it had its share: it comes out of its next',
    {
      liable: CARRIER,
      says: 'agrees',
      fen: 1000,
      settled: true,
      shares,
      paid: { platform: 1000 },
      claim: setOff(CARRIER),
    },
  ],
  [
    'the station agrees',
    { liable: STATION, says: 'agrees', fen: 1000, paid: { platform: 1000 }, claim: open(STATION) },
  ],
  [
    'the station refuses',
    { liable: STATION, says: 'refuses', fen: 1000, paid: { platform: 1000 }, claim: open(STATION) },
  ],
  [
    'a claim on what was signed for: the carrier that let it warm, out of its deposit',
    {
      liable: CARRIER,
      says: 'agrees',
      isClaim: true,
      fen: 1000,
      depositFen: 50_000,
      paid: { [deposit]: 1000 },
      claim: null,
    },
  ],
  [
    'a claim on what was signed for: the carrier contested it and has put nothing up',
    { liable: CARRIER, says: 'refuses', isClaim: true, fen: 1000, paid: { platform: 1000 }, claim: open(CARRIER) },
  ],
];

/** How payments hears that somebody bears it: of a complaint by trust, of a claim by orders. */
export function decidedBy(
  { liable, says, fen, isClaim }: Pick<Case, 'liable' | 'says' | 'fen' | 'isClaim'>,
  of: { orderId: string; buyerAccountId: string; caseId: string; partyOf?: (partyId: string) => string },
): { by: 'orders' | 'trust'; type: string; payload: object } {
  const { orderId, buyerAccountId, caseId, partyOf = (partyId) => partyId } = of;
  const partyId = partyOf(liable);
  if (isClaim) {
    const shares = [{ part: 'carrier', partyId, amountFen: fen, agreed: says === 'agrees' }];
    const about = { about: 'after-sale', aboutId: caseId, shipmentId: `p-${caseId}`, orderId, orderNumber: 'H' };
    const payload = { ...about, buyerAccountId, partyId: partyOf(SELLER), how: 'paid', shares };
    return { by: 'orders', type: 'orders.claim-settled.v1', payload };
  }
  const type = says === 'agrees' ? 'trust.compensation-due.v1' : 'trust.advance-due.v1';
  const payload = { complaintId: caseId, orderId, partyId, buyerAccountId, amountFen: fen, reason: '投诉裁定赔偿' };
  return { by: 'trust', type, payload };
}

/** What comes back to the seller in all. */
export const backFen = ({ back = {} }: Case): number => Object.values(back).reduce((sum, fen) => sum + fen, 0);

/** What is owed to a seller, whose buyer has paid nothing, or has its money back: nobody pays it first. */
export interface SellersCase {
  liable: string;
  fen: number;
  /** What the carrier put up, and what the provider finds there of it after all. */
  depositFen?: number;
  foundFen?: number;
  /** The carrier brings o1 for 80 percent of its delivery before the time of the debt is over. */
  earns?: true;
  /** What the seller has of it when ten working days are over: out of freight, and out of the deposit. */
  freightFen?: number;
  fromDepositFen?: number;
  /** What becomes of the rest. */
  left: { state: 'OPEN' | 'RECOVERED'; rail: 'NONE' | 'DEPOSIT' | 'SET_OFF' };
}

export const SELLERS_CASES: readonly (readonly [string, SellersCase])[] = [
  [
    'the carrier owes the seller: its deposit pays what no settlement has set off in ten working days',
    {
      liable: CARRIER,
      fen: 1000,
      depositFen: 5000,
      fromDepositFen: 1000,
      left: { state: 'RECOVERED', rail: 'DEPOSIT' },
    },
  ],
  [
    'it owes all that it has put up',
    { liable: CARRIER, fen: 1000, depositFen: 1000, fromDepositFen: 1000, left: { state: 'RECOVERED', rail: 'NONE' } },
  ],
  [
    'its deposit is short: what is there of it, and the rest stays owed',
    { liable: CARRIER, fen: 1000, depositFen: 600, fromDepositFen: 600, left: { state: 'OPEN', rail: 'NONE' } },
  ],
  ['it has put nothing up: all stays owed', { liable: CARRIER, fen: 1000, left: { state: 'OPEN', rail: 'NONE' } }],
  [
    'its freight has set some of it off: its deposit pays the rest',
    {
      liable: CARRIER,
      fen: 1000,
      depositFen: 5000,
      earns: true,
      freightFen: 400,
      fromDepositFen: 600,
      left: { state: 'RECOVERED', rail: 'SET_OFF' },
    },
  ],
  [
    'its freight has set all of it off: its deposit is left alone',
    {
      liable: CARRIER,
      fen: 300,
      depositFen: 5000,
      earns: true,
      freightFen: 300,
      left: { state: 'RECOVERED', rail: 'SET_OFF' },
    },
  ],
  [
    'the provider finds the deposit empty after all: nobody pays, and it stays owed',
    { liable: CARRIER, fen: 1000, depositFen: 1000, foundFen: 400, left: { state: 'OPEN', rail: 'DEPOSIT' } },
  ],
  [
    'the station owes it, which has put nothing up',
    { liable: STATION, fen: 700, left: { state: 'OPEN', rail: 'NONE' } },
  ],
];

/** As orders tells of it: an order whose buyer is owed nothing. */
export function owedToSeller(
  { liable, fen }: Pick<SellersCase, 'liable' | 'fen'>,
  {
    orderId,
    caseId,
    partyOf = (partyId) => partyId,
  }: { orderId: string; caseId: string; partyOf?: (partyId: string) => string },
): object {
  const part = liable === STATION ? 'station' : 'carrier';
  const shares = [{ part, partyId: partyOf(liable), amountFen: fen, agreed: true }];
  const of = { shipmentId: caseId, orderId, orderNumber: 'H', buyerAccountId: 'buyer', partyId: partyOf(SELLER) };
  return { ...of, how: 'paid', shares, toSeller: true };
}
