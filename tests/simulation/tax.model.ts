import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Clock } from '@heitu/kit/rules/clock';
import type { InvoiceToIssue, RedToIssue, TaxChannel, TaxResult, TaxStanding } from '@heitu/payments';
import type { Chance } from './chance.ts';

const LOST = 0.15;
const REFUSED = 0.1;
/** It thinks for up to so long. */
const THINKS_MS_MAX = DAY_MS;

interface Sheet {
  told: string;
  totalFen: number;
  of: string | null;
  number: string | null;
  endsAtMs: number;
}
const UNKNOWN = {
  ok: false as const,
  error: { outcome: 'unknown' as const, code: 'TIMEOUT', meaning: 'other' as const, message: '' },
};
const refused = (code: string, meaning: 'not-found' | 'other' = 'other') => ({
  ok: false as const,
  error: { outcome: 'refused' as const, code, meaning, message: '' },
});

/** The tax platform: what was issued in truth. Its answers may be lost, late or a refusal. */
export class TaxAuthority {
  readonly invoices = new Map<string, Sheet>();
  readonly reds = new Map<string, Sheet>();
  readonly #chance: Chance;
  readonly #clock: Clock;
  #serial = 0;

  constructor(chance: Chance, clock: Clock) {
    this.#chance = chance;
    this.#clock = clock;
  }

  channel(): TaxChannel {
    return {
      issue: async (told) => this.#take(this.invoices, told.requestNumber, told, null),
      queryInvoice: async (number) => this.#find(this.invoices, number),
      redden: async (told) => this.#take(this.reds, told.sheetNumber, told, told.invoiceNumber),
      queryRed: async (number) => this.#find(this.reds, number),
      file: async (number) => this.#answer(() => ({ ok: true, value: Buffer.from(`%PDF-1.4 ${number}`) })),
    };
  }

  #answer<T>(work: () => TaxResult<T>): TaxResult<T> {
    const before = this.#chance.isHit(LOST / 2);
    if (before) return UNKNOWN;
    const done = work();
    return this.#chance.isHit(LOST / 2) ? UNKNOWN : done;
  }
  #take(sheets: Map<string, Sheet>, number: string, told: InvoiceToIssue | RedToIssue, of: string | null) {
    return this.#answer<TaxStanding>(() => {
      const known = sheets.get(number);
      if (known) return known.told === JSON.stringify(told) ? this.#standing(known) : refused('NUMBER_USED');
      if (of !== null && !this.#hasLeft(of, told.totalFen)) return refused('RED_EXCEEDS_BLUE');
      const isRefused = this.#chance.isHit(REFUSED);
      const sheet: Sheet = {
        told: JSON.stringify(told),
        totalFen: told.totalFen,
        of,
        number: isRefused ? null : `26231${String(++this.#serial).padStart(15, '0')}`,
        endsAtMs: this.#clock.now() + this.#chance.below(THINKS_MS_MAX),
      };
      sheets.set(number, sheet);
      return this.#standing(sheet);
    });
  }
  #find(sheets: ReadonlyMap<string, Sheet>, number: string) {
    return this.#answer<TaxStanding>(() => {
      const known = sheets.get(number);
      return known ? this.#standing(known) : refused('NOT_FOUND', 'not-found');
    });
  }
  #hasLeft(invoiceNumber: string, fen: number): boolean {
    const blue = [...this.invoices.values()].find(({ number }) => number === invoiceNumber);
    const red = [...this.reds.values()].filter(({ of, number }) => of === invoiceNumber && number !== null);
    return !!blue && red.reduce((sum, { totalFen }) => sum + totalFen, fen) <= blue.totalFen;
  }
  #standing({ number, endsAtMs }: Sheet): TaxResult<TaxStanding> {
    const nothing = { number: null, issuedAt: null, reason: null };
    if (this.#clock.now() < endsAtMs) return { ok: true, value: { state: 'processing', ...nothing } };
    if (number === null) return { ok: true, value: { state: 'refused', ...nothing, reason: 'QUOTA' } };
    return { ok: true, value: { state: 'issued', number, issuedAt: new Date(endsAtMs), reason: null } };
  }
}
