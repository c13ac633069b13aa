import type { SellerMoneyQuery } from '@/api/seller';
import { chinaToday, firstOfMonth } from '@/lib/china-day';

/** Money that buyers have paid and the provider has not sent on yet. */
export interface Coming {
  key: string;
  orderId: string;
  /** Null where the order is not for this person to see. */
  title: string | null;
  /** Before what the platform takes. */
  fen: number;
  /** From when it is sent on; null while that is open. */
  fromAt: string | null;
  /** It is being sent on. */
  isSoon: boolean;
  why: string;
}
export interface Money {
  todayFen: number;
  monthFen: number;
  /** The soonest first; what has no day yet is at the end. */
  coming: Coming[];
  comingFen: number;
  /** There is more than was asked for. */
  isLeast: boolean;
}

export const moneyRange = () => ({ today: chinaToday(), monthStart: firstOfMonth() });
const netOf = (days: readonly { netFen: number }[]): number => days.reduce((sum, { netFen }) => sum + netFen, 0);

const orderOf = ({ isSoon, fromAt }: Coming): string => (isSoon ? '' : (fromAt ?? '9'));

export function moneyOf(data: SellerMoneyQuery): Money {
  const { paid, confirmed, ready, inTransit, delivered, due, sharing } = data;
  const orders = [delivered, inTransit, ready, confirmed, paid].flatMap((list) => (list ? [list] : []));
  const coming = [
    ...[due, sharing].flatMap(({ edges }) =>
      edges.map(({ node }): Coming => ({
        key: node.id,
        orderId: node.orderId,
        title: node.order?.title ?? null,
        fen: node.grossFen - node.refundedFen,
        fromAt: null,
        isSoon: true,
        why: node.stateLabel,
      })),
    ),
    ...orders.flatMap(({ edges }) =>
      edges.map(({ node }): Coming => ({
        key: node.id,
        orderId: node.id,
        title: node.title,
        fen: node.paidFen - node.refundDueFen,
        fromAt: node.completeDueAt,
        isSoon: false,
        why: node.completeDueAt ? '买家收到了，等退货期过' : node.stateLabel,
      })),
    ),
  ].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  return {
    todayFen: netOf(data.today),
    monthFen: netOf(data.month),
    coming,
    comingFen: coming.reduce((sum, { fen }) => sum + fen, 0),
    isLeast: [due, sharing, ...orders].some(({ pageInfo }) => pageInfo.hasNextPage),
  };
}
