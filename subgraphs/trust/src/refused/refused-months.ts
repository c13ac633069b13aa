import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import { chinaMonth, chinaTime, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { MISSED_SHOWN_MAX, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import { REFUSED_KINDS } from '@heitu/kit/rules/refused-kinds';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { monthPeriod } from '../conduct/assessment.policy.ts';
import type { TrustContext } from '../context.ts';
import { info, measured } from '../counting.ts';
import {
  HOURS_TOLD_MIN,
  MONTHS_SHOWN,
  REFUSED_TITLES,
  TOLD_WITHIN_MS,
  type Refused,
  type RefusedMonth,
} from './refused.policy.ts';

/** Since when a gateway counts; null: none ever has. */
async function countedSince({ rows }: TrustContext): Promise<number | null> {
  const first = await rows.selectFrom('RefusalHour').select('hourMs').orderBy('hourMs').limit(1).executeTakeFirst();
  return first?.hourMs ?? null;
}

/**
 * The hours of a period in which anything ran here: where no gateway told of one, or one that began it did not, it is
 * missing, and no zero.
 */
export async function refusedIn(context: TrustContext, period: Period): Promise<Refused> {
  const fromMs = Math.max(period.fromMs, (await countedSince(context)) ?? 0);
  const toMs = Math.min(period.toMs, context.clock.now() - TOLD_WITHIN_MS - HOUR_MS + 1);
  const served = await context.rows
    .selectFrom('LoadHour')
    .select('hourMs')
    .where('hourMs', '>=', fromMs)
    .where('hourMs', '<', toMs)
    .execute();
  const counted = await context.rows
    .selectFrom('RefusalHour')
    .select(['hourMs', 'requests', 'refused', 'toldAtMs'])
    .where('hourMs', '>=', fromMs)
    .where('hourMs', '<', toMs)
    .execute();
  const ofHour = Map.groupBy(counted, ({ hourMs }) => hourMs);
  const hours = [...new Set([...served, ...counted].map(({ hourMs }) => hourMs))].toSorted((a, b) => a - b);
  const missingMs = hours.filter((hourMs) => ofHour.get(hourMs)?.every(({ toldAtMs }) => toldAtMs !== null) !== true);
  const told = counted.filter(({ toldAtMs }) => toldAtMs !== null);
  const kinds = told.map(({ refused }) => fromJson(refused));
  return {
    hoursServed: hours.length,
    hoursTold: hours.length - missingMs.length,
    missingMs,
    requests: told.reduce((sum, { requests }) => sum + requests, 0),
    refused: REFUSED_KINDS.map((kind) => ({
      kind,
      count: kinds.reduce((sum, counts) => sum + (counts[kind] ?? 0), 0),
    })),
  };
}

/** The last months, the newest first, and what they are known by: whoever signs for them has seen these. */
export async function refusedMonths(context: TrustContext): Promise<{ months: RefusedMonth[]; digest: string }> {
  const months: RefusedMonth[] = [];
  let month = chinaMonth(context.clock.now());
  while (months.length < MONTHS_SHOWN) {
    months.push({ month, ...(await refusedIn(context, monthPeriod(month))) });
    month = chinaMonth(startOfChinaMonth(month) - DAY_MS);
  }
  return { months, digest: sha256Hex(JSON.stringify(months)) };
}

/** 11.4.5, 11.7: that what is blocked is counted, hour by hour, and how much of it there was. */
export const refusedFigures = oncePerRequest(
  async (context: TrustContext, period: Period): Promise<EvidenceFigure[]> => {
    const { hoursServed, hoursTold, missingMs, requests, refused } = await refusedIn(context, period);
    return [
      measured.share('网关报了数的小时', hoursTold, hoursServed, '小时', HOURS_TOLD_MIN, {
        isDuty: true,
        missed: missingMs.slice(0, MISSED_SHOWN_MAX).map((hourMs) => ({
          ref: `RefusalHour:${hourMs}`,
          text: `${chinaTime(hourMs)}起的一小时没有数`,
        })),
      }),
      info('到过网关的请求', requests, '次'),
      ...refused.map(({ kind, count }) => info(REFUSED_TITLES[kind], count, '次')),
    ];
  },
);
