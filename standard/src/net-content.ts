/**
 * Allowable shortage of pre-packed goods sold by quantity (7.3.4.b). Source: 定量包装商品计量监督管理办法 annex 3, which JJF 1070
 * checks by; read on 28 November 2026 from a copy of the 2005 text, since that of the revision of 2023 (SAMR order 70)
 * was not found. Bulk goods and packs above 50 kg are not in it.
 */

/** Each row holds up to `upTo` (g or mL, inclusive): a share of the stated content, or an amount. */
const SHORTAGES: readonly ({ upTo: number; share: number } | { upTo: number; amount: number })[] = [
  { upTo: 50, share: 0.09 },
  { upTo: 100, amount: 4.5 },
  { upTo: 200, share: 0.045 },
  { upTo: 300, amount: 9 },
  { upTo: 500, share: 0.03 },
  { upTo: 1000, amount: 15 },
  { upTo: 10_000, share: 0.015 },
  { upTo: 15_000, amount: 150 },
  { upTo: 50_000, share: 0.01 },
];

/** T for a stated content in grams or millilitres: to 0.1 up to 1,000, whole above; null outside the rules' range. */
export function allowableShortage(netContent: number): number | null {
  const row = netContent > 0 ? SHORTAGES.find(({ upTo }) => netContent <= upTo) : undefined;
  if (!row) return null;
  const shortage = 'amount' in row ? row.amount : netContent * row.share;
  return netContent <= 1000 ? Math.round(shortage * 10) / 10 : Math.round(shortage);
}
