import type { Role } from '@heitu/standard';
import { isInside, type Range } from '../temperature/range.policy.ts';

/** Each leg has a giver and a taker. */
export const LEG_KINDS = {
  'into-store': '配送员交给站点',
  'out-of-store': '站点交给配送员',
  'to-station': '配送员交给服务站',
  'from-station': '服务站交还配送员',
  'to-buyer': '配送员交给收货人',
  'out-of-station': '服务站交给收货人',
  'from-buyer': '收货人退给配送员',
  'to-seller': '配送单位退给商家',
} as const;
export type LegKind = keyof typeof LEG_KINDS;
export const LEG_SIDES = {
  courier: '配送员',
  keeper: '配送单位',
  station: '服务站',
  buyer: '收货人',
  seller: '商家',
} as const;
export type LegSide = keyof typeof LEG_SIDES;
/** As whom each side signs. */
export const PART_OF = {
  courier: 'courier',
  keeper: 'carrier-manager',
  station: 'station-agent',
  buyer: 'consumer',
  seller: 'seller-owner',
} as const satisfies Readonly<Record<LegSide, Role>>;
/** Who gives and who takes. */
const SIDES_OF = {
  'into-store': ['courier', 'keeper'],
  'out-of-store': ['keeper', 'courier'],
  'to-station': ['courier', 'station'],
  'from-station': ['station', 'courier'],
  'to-buyer': ['courier', 'buyer'],
  'out-of-station': ['station', 'buyer'],
  'from-buyer': ['buyer', 'courier'],
  'to-seller': ['keeper', 'seller'],
} as const satisfies Readonly<Record<LegKind, readonly [giver: LegSide, taker: LegSide]>>;
export const giverOf = (kind: LegKind): LegSide => SIDES_OF[kind][0];
export const takerOf = (kind: LegKind): LegSide => SIDES_OF[kind][1];

/** The side that is still to sign, and who has signed the other. */
export const waitsFor = ({
  kind,
  givenBy,
  takenBy,
}: {
  kind: LegKind;
  givenBy?: string | null | undefined;
  takenBy?: string | null | undefined;
}): { side: LegSide; signedBy: string | null | undefined } =>
  givenBy == null ? { side: giverOf(kind), signedBy: takenBy } : { side: takerOf(kind), signedBy: givenBy };

/** Whoever does not sign by then has not taken the goods over. */
export const SIGN_LEG_WORKING_DAYS = 1;

/** What one side found: how many pieces, whether the seal is whole, how warm. */
export interface Found {
  units: number;
  sealWhole: boolean | null;
  celsius: number | null;
}

/** What does not agree between what both signed, or with what the goods need; nothing where all is well. */
export function legProblems(given: Found | null, taken: Found | null, range: Range | null): string[] {
  const problems: string[] = [];
  if (given && taken && given.units !== taken.units) problems.push(`交${given.units}件，接${taken.units}件`);
  if ([given, taken].some((found) => found?.sealWhole === false)) problems.push('封签不完好');
  for (const [who, found] of [
    ['交货', given],
    ['接货', taken],
  ] as const)
    if (found?.celsius != null && range && !isInside(found.celsius, range)) problems.push(`${who}时${found.celsius}°C`);
  return problems;
}
