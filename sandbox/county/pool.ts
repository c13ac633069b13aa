/** Of which goods three members' harvests are one lot, and what grows there. */
export const POOLED = { productKey: 'product:potato', crop: '马铃薯', variety: '黄心', seasonDays: 120 } as const;

/** What a member brought in, and gets for a kilogram. */
export interface PoolGrowerFact {
  /** Of the person, who buys in the county, too. */
  readonly key: string;
  readonly plotName: string;
  readonly mu: number;
  readonly kilograms: number;
  readonly priceFen: number;
}
const grower = (key: string, plotName: string, mu: number, kilograms: number, priceFen: number): PoolGrowerFact => ({
  key,
  plotName,
  mu,
  kilograms,
  priceFen,
});

/** Three members who each brought in too little for a lot of their own; all are invented. */
export const growersOfPool: readonly PoolGrowerFact[] = [
  grower('consumer:03', '西沟二亩', 2, 300, 180),
  grower('consumer:04', '老井边', 3.5, 500, 170),
  grower('consumer:05', '东岗下', 1.5, 200, 160),
];
