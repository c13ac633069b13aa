import { chinaDate } from '@heitu/kit/rules/calendar';
import type { InvoiceToIssue, RedToIssue, TaxChannel, TaxResult, TaxStanding } from './tax-channel.ts';

/** The tax platform as the room's tests play it: it does at once what it is told, and forgets nothing. */
export interface FakeTax extends TaxChannel {
  issued(): InvoiceToIssue[];
  reddened(): RedToIssue[];
  /** The next answers are lost, although what was asked for is done. */
  loseAnswers(count: number): void;
  /** Nothing arrives. */
  away(isAway: boolean): void;
  /** The next are refused. */
  refuse(count: number): void;
  /** What was sent is not finished until this is called with false. */
  think(isThinking: boolean): void;
  /** Buyers have booked what they got: they confirm what turns it red, or do not. */
  booked(answer: 'waiting' | 'confirmed' | 'void' | null): void;
}

const UNKNOWN = {
  ok: false as const,
  error: { outcome: 'unknown' as const, code: 'TIMEOUT', meaning: 'other' as const, message: '' },
};
const NOT_FOUND = {
  ok: false as const,
  error: { outcome: 'refused' as const, code: 'NOT_FOUND', meaning: 'not-found' as const, message: '' },
};

export function fakeTax(now: () => Date): FakeTax {
  const invoices = new Map<string, { told: InvoiceToIssue; number: string }>();
  const reds = new Map<string, { told: RedToIssue; number: string }>();
  let [losing, refusing, serial] = [0, 0, 0];
  let [isAway, isThinking] = [false, false];
  let bookedAnswer: 'waiting' | 'confirmed' | 'void' | null = null;
  const newNumber = () => `${chinaDate(now().getTime()).slice(2, 4)}231${String(++serial).padStart(15, '0')}`;
  const answer = <T>(work: () => TaxResult<T>): Promise<TaxResult<T>> => {
    if (isAway) return Promise.resolve(UNKNOWN);
    const done = work();
    if (losing === 0) return Promise.resolve(done);
    losing -= 1;
    return Promise.resolve(UNKNOWN);
  };
  const nothing = { number: null, issuedAt: null, reason: null };
  const standing = (number: string): TaxResult<TaxStanding> => ({
    ok: true,
    value: isThinking
      ? { state: 'processing', ...nothing }
      : { state: 'issued', number, issuedAt: now(), reason: null },
  });
  const refusal = (): TaxResult<TaxStanding> => {
    refusing -= 1;
    return { ok: false, error: { outcome: 'refused', code: 'QUOTA', meaning: 'other', message: '额度不足' } };
  };
  const redStanding = (number: string): TaxResult<TaxStanding> => {
    if (bookedAnswer === 'waiting') return { ok: true, value: { state: 'confirming', ...nothing } };
    if (bookedAnswer === 'void') return { ok: true, value: { state: 'void', ...nothing } };
    return standing(number);
  };
  return {
    issued: () => [...invoices.values()].map(({ told }) => told),
    reddened: () => [...reds.values()].map(({ told }) => told),
    loseAnswers: (count) => void (losing = count),
    away: (is) => void (isAway = is),
    refuse: (count) => void (refusing = count),
    think: (is) => void (isThinking = is),
    booked: (how) => void (bookedAnswer = how),
    issue: (told) =>
      answer(() => {
        if (refusing > 0) return refusal();
        const known = invoices.get(told.requestNumber) ?? { told, number: newNumber() };
        invoices.set(told.requestNumber, known);
        return standing(known.number);
      }),
    queryInvoice: (number) =>
      answer(() => {
        const known = invoices.get(number);
        return known ? standing(known.number) : NOT_FOUND;
      }),
    redden: (told) =>
      answer(() => {
        if (refusing > 0) return refusal();
        const known = reds.get(told.sheetNumber) ?? { told, number: newNumber() };
        reds.set(told.sheetNumber, known);
        return redStanding(known.number);
      }),
    queryRed: (number) =>
      answer(() => {
        const known = reds.get(number);
        return known ? redStanding(known.number) : NOT_FOUND;
      }),
    file: (number) => answer(() => ({ ok: true, value: Buffer.from(`%PDF-1.4 ${number}`) })),
  };
}
