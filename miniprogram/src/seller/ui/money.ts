import type { HeldWhy, SellerMoneyQuery } from '@/api/seller';
import { chinaToday, firstOfMonth } from '@/lib/china-day';

export type Holding = SellerMoneyQuery['holdings'][number];
export type HeldGroup = Holding['groups'][number];

/** Money that buyers have paid and the provider has not sent on yet. */
export interface Coming {
  /** From when it is sent on; null while that is open. */
  fromAt: string | null;
  /** It is being sent on. */
  isSoon: boolean;
}
export interface Money {
  todayFen: number;
  monthFen: number;
  /** The soonest; null where nothing is to come. */
  next: Coming | null;
  /** Goods that are not there yet, and what is frozen for another reason. */
  onItsWayFen: number;
  frozenFen: number;
  availableFen: number;
  withdrawingFen: number;
  paidOutFen: number;
  heldFen: number;
  /** Of all accounts, by why. */
  groups: HeldGroup[];
}

export const moneyRange = () => ({ today: chinaToday(), monthStart: firstOfMonth() });
const netOf = (days: readonly { netFen: number }[]): number => days.reduce((sum, { netFen }) => sum + netFen, 0);

const IS_SOON: readonly HeldWhy[] = ['SETTLING'];
const orderOf = ({ isSoon, fromAt }: Coming): string => (isSoon ? '' : (fromAt ?? '9'));

export function moneyOf({ today, month, holdings }: SellerMoneyQuery): Money {
  const groups = holdings.flatMap((one) => one.groups);
  const sum = (of: readonly HeldGroup[]): number => of.reduce((total, { fen }) => total + fen, 0);
  const add = (key: 'availableFen' | 'withdrawingFen' | 'paidOutFen' | 'heldFen'): number =>
    holdings.reduce((total, one) => total + one[key], 0);
  const isOnItsWay = ({ why }: HeldGroup): boolean => why === 'ON_ITS_WAY';
  const [next = null] = groups
    .flatMap(({ why, orders }) =>
      orders.map(({ heldUntilAt }): Coming => ({ fromAt: heldUntilAt, isSoon: IS_SOON.includes(why) })),
    )
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  return {
    todayFen: netOf(today),
    monthFen: netOf(month),
    next,
    onItsWayFen: sum(groups.filter(isOnItsWay)),
    frozenFen: sum(groups.filter((group) => !isOnItsWay(group))),
    availableFen: add('availableFen'),
    withdrawingFen: add('withdrawingFen'),
    paidOutFen: add('paidOutFen'),
    heldFen: add('heldFen'),
    groups,
  };
}
