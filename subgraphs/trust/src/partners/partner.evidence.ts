import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { ClauseRef, Scope } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { shown } from '../counting.ts';

type Period = { fromMs: number; toMs: number };

/** Calls of an interface by partners' programs in the period, and the last. */
export async function interfaceUse(
  context: TrustContext,
  { fromMs, toMs }: Period,
  scope: Scope,
): Promise<EvidenceFigure[]> {
  const row = await context.rows
    .selectFrom('ClientUsage')
    .select(({ fn }) => [
      fn.sum<number>('calls').as('calls'),
      fn.count<number>('clientId').distinct().as('clients'),
      fn.max<number>('lastAtMs').as('lastAtMs'),
    ])
    .where('scope', '=', scope)
    .where('day', '>=', chinaDate(fromMs))
    .where('day', '<=', chinaDate(toMs - 1))
    .executeTakeFirstOrThrow();
  const calls = Number(row.calls ?? 0);
  return shown(calls, [
    { label: '合作方系统调用', value: calls, unit: '次' },
    { label: '调用的系统', value: Number(row.clients), unit: '个' },
    {
      label: '距最近一次调用',
      value: Math.floor((context.clock.now() - Number(row.lastAtMs)) / 3_600_000),
      unit: '小时',
    },
  ]);
}

export const partnerEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  '11.8.ea': (context, period) => interfaceUse(context, period, 'marketing-accounts'),
  '11.8.eb': (context, period) => interfaceUse(context, period, 'stock'),
  '11.8.ec': (context, period) => interfaceUse(context, period, 'payment'),
  '11.8.ee': (context, period) => interfaceUse(context, period, 'logistics'),
  '11.8.ef': (context, period) => interfaceUse(context, period, 'bank'),
};
