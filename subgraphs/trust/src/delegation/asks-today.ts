import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import type { TrustTransaction } from '../context.ts';
import { ASKS_PER_DAY_MAX } from './delegation.policy.ts';

/** What whoever asks at a station is refused. */
export const askRefusals = {
  STATION_NOT_APPROVED: { message: '您所在的服务站不在备案状态，暂不能代办', clause: '11.5.de' },
  TOO_MANY_ASKS: { message: `今天已请求代办${ASKS_PER_DAY_MAX}次，请明天再试`, clause: '11.5.dd' },
} as const;

/** How often this agent has asked today. */
export async function asksToday(tx: TrustTransaction, agentId: string, nowMs: number): Promise<number> {
  const { count } = await tx.rows
    .selectFrom('Delegation')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('agentId', '=', agentId)
    .where('way', '=', 'code')
    .where('askedAtMs', '>=', startOfChinaDate(chinaDate(nowMs)))
    .executeTakeFirstOrThrow();
  return Number(count);
}
