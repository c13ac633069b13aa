import { foodBusinessLicence, uscc } from '@heitu/sandbox/county';

/**
 * A unified social credit code that nobody else in this run has; its check digits are right. `kind`: 93 cooperative, 91
 * company.
 */
export const newUscc = (kind: '91' | '93', run: string, salt: number): string =>
  uscc(kind, '230184', `MA${String((Number.parseInt(run, 36) * 7 + salt * 1_000_003) % 1_000_000).padStart(6, '0')}`);

/** A food licence that nobody else in this run has. */
export const foodLicence = (run: string, salt: number): string =>
  foodBusinessLicence('230184', (Number.parseInt(run, 36) * 7 + salt) % 1_000_000);

/** The calendar day in China, `days` from a moment. */
export const dayFrom = (at: Date, days: number): string =>
  new Date(at.getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
