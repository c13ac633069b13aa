import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { ClauseRef, Scope } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { info, measured } from '../counting.ts';

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
      fn.sum<number>('refused').as('refused'),
      fn.count<number>('clientId').distinct().as('clients'),
    ])
    .where('scope', '=', scope)
    .where('day', '>=', chinaDate(fromMs))
    .where('day', '<=', chinaDate(toMs - 1))
    .executeTakeFirstOrThrow();
  const calls = Number(row.calls ?? 0);
  const served = calls - Number(row.refused ?? 0);
  return [
    // Used by somebody, and answering: one that refuses most of its calls is as good as none.
    measured.share('答复了的合作方系统调用', served, calls, '次', ANSWERED_SHARE_MIN),
    info('调用的系统', row.clients, '个'),
  ];
}
const ANSWERED_SHARE_MIN = 0.9;

export const partnerEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  '11.8.ea': (context, period) => interfaceUse(context, period, 'marketing-accounts'),
  '11.8.eb': (context, period) => interfaceUse(context, period, 'stock'),
  '11.8.ec': (context, period) => interfaceUse(context, period, 'payment'),
  '11.8.ee': (context, period) => interfaceUse(context, period, 'logistics'),
  '11.8.ef': (context, period) => interfaceUse(context, period, 'bank'),
};
