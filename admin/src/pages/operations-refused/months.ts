import type { RefusedKind } from '../../api/admin.ts';
import { count } from '../../lib/format.ts';

interface Month {
  month: string;
  hoursServed: number;
  hoursTold: number;
  requests: number;
  refused: readonly { kind: RefusedKind; count: number }[];
}
/** What the platform owed an answer and did not give is no refusal. */
export const blockedOf = ({ refused }: Month): number =>
  refused.reduce((sum, { kind, count: some }) => sum + (kind === 'FAILED' ? 0 : some), 0);

/** The months of which anything is known, in a few words. */
export const seenText = (months: readonly Month[]): string =>
  months
    .filter(({ hoursServed }) => hoursServed > 0)
    .map((one) => {
      const [came, blocked] = [count(one.requests), count(blockedOf(one))];
      return `${one.month}：请求 ${came} 次，挡下 ${blocked} 次，缺 ${one.hoursServed - one.hoursTold} 小时的数`;
    })
    .join('；');
/** Beside what was registered: what stood before whoever did. */
export const seenAs = (months: readonly Month[]): string => `登记时看到：${seenText(months)}`;
