import type { ClaimCause, HolderPart } from '@heitu/events/logistics.shipment-refused.v1';
import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { splitFen } from '@heitu/kit/rules/money';
import type { ClauseRef } from '@heitu/standard';
import type { RefusalReason } from '../delivery/delivery.policy.ts';

/**
 * Of the reasons at the door, those that somebody who had the goods answers for; the others are between buyer and
 * seller.
 */
const CLAIMED: Partial<Record<RefusalReason, ClaimCause>> = {
  temperature: 'temperature',
  damaged: 'damage',
  short: 'shortage',
  late: 'late',
};
export const claimedBy = (reason: RefusalReason): ClaimCause | null => CLAIMED[reason] ?? null;

export const WHOLE_PERMILLE = 1000;

/** Who had the goods for a while, by documents that both sides signed. */
export interface Held {
  part: HolderPart;
  partyId: string;
  /** The vehicle's plate, or the store's name. */
  where?: string | undefined;
  fromMs: number;
  toMs: number;
  /** For how long they were outside of their range meanwhile, and how far at the worst. */
  minutesOut: number;
  worstCelsius: number | null;
  /** A thermometer reported all the while. */
  isWatched: boolean;
  /** Both signed that it was short or its seal broken when it came to this holder: it was so before. */
  tookFlawed?: boolean | undefined;
}
export interface LiabilityFacts {
  cause: ClaimCause;
  sellerPartyId: string;
  /** In order, the last of them had the goods at the door. */
  held: readonly Held[];
  /** The packaging was whole, and what was inside was not (a contents case). */
  isInsideOnly: boolean;
  /** Of what came too late: by when the buyer was to have it, and the carrier to have fetched it. */
  due?: { deliverByMs: number; fetchByMs: number };
}
/** What a contract of carriage says of a cause instead: so much of it is the carrier's, the rest the seller's. */
export interface ShareTerm {
  cause: ClaimCause;
  carrierPermille: number;
  clause: ClauseRef;
}
/** What the contract says the carrier bears, by the cause: what is missing counts as lost. */
const AGREED_SHARES = {
  temperature: 'temperatureSharePercent',
  damage: 'damagedSharePercent',
  shortage: 'lostSharePercent',
  late: 'lateSharePercent',
} as const satisfies Readonly<Record<ClaimCause, keyof ContractTerms<'delivery'>>>;
/** The contract's term for a cause; where it is silent, the default shares hold. */
export function shareTermOf(terms: ContractTerms<'delivery'>, cause: ClaimCause): ShareTerm | undefined {
  const percent = terms[AGREED_SHARES[cause]];
  return percent === undefined ? undefined : { cause, carrierPermille: percent * 10, clause: '8.5.1.bs' };
}
export interface Share {
  part: HolderPart;
  partyId: string;
  permille: number;
}
export interface Proposal {
  rule: LiabilityRule;
  clause: ClauseRef;
  shares: Share[];
}

/** Who bears what where the contract says nothing, and under which clause. */
export const LIABILITY_RULES = {
  /** Whoever had the goods while they were out of their range, by the minutes. */
  'out-of-range': { bears: 'by-minutes', clause: '8.4.3.bo' },
  /** Nobody can say, since no thermometer reported: whoever had to watch it, the last who did not. */
  unwatched: { bears: 'last-unwatched', clause: '8.4.3.bp' },
  /** The cold was kept until the door: the goods were handed over too warm. */
  'kept-cold': { bears: 'seller', clause: '8.4.2.bh' },
  /** Both signed that packaging and number were right: the last who had the goods from such a signature on. */
  'after-signing': { bears: 'last-whole', clause: '8.4.3.bm' },
  /** Neither pressed nor opened outside: what is wrong inside was packed so. */
  'inside-only': { bears: 'seller', clause: '8.5.4.3.cg' },
  /** It came after its hour: whoever had it then, or should have fetched it. */
  late: { bears: 'had-when-due', clause: '8.5.3.by' },
} as const satisfies Readonly<
  Record<
    string,
    { bears: 'by-minutes' | 'last-unwatched' | 'last-whole' | 'had-when-due' | 'seller'; clause: ClauseRef }
  >
>;
export type LiabilityRule = keyof typeof LIABILITY_RULES;

function ruleOf({ cause, held, isInsideOnly }: LiabilityFacts): LiabilityRule {
  if (cause === 'late') return 'late';
  if (cause !== 'temperature') return isInsideOnly ? 'inside-only' : 'after-signing';
  if (held.some(({ minutesOut }) => minutesOut > 0)) return 'out-of-range';
  return held.every(({ isWatched }) => isWatched) ? 'kept-cold' : 'unwatched';
}

function byMinutes(held: readonly Held[]): Share[] {
  const minutes = new Map<string, { part: HolderPart; minutes: number }>();
  for (const { partyId, part, minutesOut } of held)
    if (minutesOut > 0) minutes.set(partyId, { part, minutes: (minutes.get(partyId)?.minutes ?? 0) + minutesOut });
  const parts = splitFen(
    WHOLE_PERMILLE,
    [...minutes.values()].map((one) => one.minutes),
  );
  return [...minutes].map(([partyId, { part }], i) => ({ part, partyId, permille: parts[i] ?? 0 }));
}

/** Of who had the goods one after the other, the one who answers for what nobody else can be shown to have done. */
function lastOf(
  { held, due }: LiabilityFacts,
  bears: 'by-minutes' | 'last-unwatched' | 'last-whole' | 'had-when-due',
  seller: Pick<Share, 'part' | 'partyId'>,
): Pick<Share, 'part' | 'partyId'> {
  const isLast = bears === 'last-unwatched' ? isUnwatched : due ? hadBy(due) : isWholeTaken;
  const found = held.findLast(isLast);
  // Not whole from the first hand on, or late before it: so its seller gave it.
  return found ? { part: found.part, partyId: found.partyId } : seller;
}
const isUnwatched = ({ isWatched }: Held): boolean => !isWatched;
const hadBy =
  ({ deliverByMs, fetchByMs }: NonNullable<LiabilityFacts['due']>) =>
  ({ fromMs }: Held, i: number): boolean =>
    (i === 0 ? Math.min(fromMs, fetchByMs) : fromMs) <= deliverByMs;
const isWholeTaken = ({ tookFlawed }: Held): boolean => tookFlawed !== true;

/** Who is proposed to bear how much; null where nobody but the seller ever had the goods. */
export function proposeShares(facts: LiabilityFacts, term?: ShareTerm): Proposal | null {
  if (facts.held.length === 0) return null;
  const rule = ruleOf(facts);
  const { bears, clause } = LIABILITY_RULES[rule];
  const seller = { part: 'seller', partyId: facts.sellerPartyId } as const;
  const whole = bears === 'seller' ? seller : lastOf(facts, bears, seller);
  const liable = bears === 'by-minutes' ? byMinutes(facts.held) : [{ ...whole, permille: WHOLE_PERMILLE }];
  const carrier = liable.find(({ part }) => part === 'carrier');
  const shares = term && carrier ? byTerm(liable, carrier, term, seller) : liable;
  // The seller is asked in any case: it is its claim.
  const hasSeller = shares.some(({ part }) => part === 'seller');
  return {
    rule,
    clause: term && carrier ? term.clause : clause,
    shares: hasSeller ? shares : [...shares, { ...seller, permille: 0 }],
  };
}

/** Of what would be the carrier's, the contract leaves the seller a part. */
function byTerm(
  liable: readonly Share[],
  carrier: Share,
  { carrierPermille }: ShareTerm,
  seller: Pick<Share, 'part' | 'partyId'>,
): Share[] {
  const kept = Math.floor((carrier.permille * carrierPermille) / WHOLE_PERMILLE);
  const others = liable.filter(({ partyId }) => partyId !== carrier.partyId && partyId !== seller.partyId);
  const sellers = liable.find(({ partyId }) => partyId === seller.partyId)?.permille ?? 0;
  return [{ ...carrier, permille: kept }, ...others, { ...seller, permille: sellers + carrier.permille - kept }];
}
