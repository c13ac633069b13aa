import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { StatisticalReturnKinds } from '../enums.ts';
import { StatisticalReturn } from './disclosure.entity.ts';
import { returnPeriod, type ReturnKind } from './disclosure.policy.ts';
import { returns } from './disclosure.moves.ts';
import { returnLifecycle } from './return.lifecycle.ts';
import { RecordSaved } from './disclosure.view.ts';

type Span = NonNullable<ReturnType<typeof returnPeriod>>;

/** Produces a return from live data; until it is filed it may be produced again (6.1.f). */
export const produceReturn = mutation({
  name: 'produceReturn',
  description: 'Produces a statistical return from live data; until it is filed it may be produced again.',
  may: permit.role('operator-admin', 'finance'),
  input: z.object({
    kind: oneOf(StatisticalReturnKinds).describe('Which of the returns that are owed.'),
    period: line(10).describe('2026-11, 2026-H2, 2026-Q4'),
  }),
  requestId: 'must',
  refusals: {
    PERIOD_UNKNOWN: { message: '期间写作 2026-11、2026-Q4 或 2026-H2', clause: '6.1.f' },
    PERIOD_NOT_OVER: { message: '这一期还没有过完', clause: '6.1.f' },
    ALREADY_FILED: { message: '这一期已经上报，不能重做', clause: '6.1.f' },
  },
  shows: asItIs(RecordSaved),
  async run(context, { kind, period }, refuse) {
    const span = returnPeriod(kind, period);
    if (!span) return refuse('PERIOD_UNKNOWN');
    if (span.toMs > context.clock.now()) return refuse('PERIOD_NOT_OVER');
    return context.transaction(async (tx) => {
      const id = await makeReturn(context, tx, kind, period, span);
      if (id === null) return refuse('ALREADY_FILED');
      tx.audit({ type: 'return', id, clause: '6.1.f' });
      return ok({ id });
    });
  },
});

/** Writes the return of a period from what there is now, in place of one that was not filed yet; null where one was. */
export async function makeReturn(
  context: TrustContext,
  tx: TrustTransaction,
  kind: ReturnKind,
  period: string,
  span: Span,
): Promise<string | null> {
  const known = await tx.rows
    .selectFrom('StatisticalReturn')
    .select(['id', 'state'])
    .where('kind', '=', kind)
    .where('period', '=', period)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (known?.state === 'filed') return null;
  const content = JSON.stringify(await figuresOf(tx, kind, span));
  const unpacked = { packageId: null, packageCode: null, packageDigest: null, packedAtMs: null };
  const produced = { content, producedAtMs: context.clock.now(), approvedBy: null, approvedAtMs: null, ...unpacked };
  const id = known?.id ?? context.newId();
  if (known && !(await returns.bySystem(context, tx, 'produce', { id }, produced))) return null;
  if (!known)
    await tx.em.insert(StatisticalReturn, {
      id,
      kind,
      period,
      state: returnLifecycle.initial,
      dueAtMs: span.dueAtMs,
      ...produced,
    });
  return id;
}

/** Amounts per party come gross, refunded and net, as the tax rules ask; nobody's personal data is in it. */
export async function figuresOf(
  tx: Pick<TrustTransaction, 'rows'>,
  kind: ReturnKind,
  span: { fromMs: number; toMs: number },
): Promise<object> {
  const parties = await tx.rows
    .selectFrom('KnownParty')
    .select(['partyId', 'kind', 'name', 'inGoodStanding'])
    .where('filedAtMs', '<', span.toMs)
    .orderBy('partyId')
    .execute();
  if (kind === 'identity-half-year')
    return { parties: parties.map((party) => ({ ...party, inGoodStanding: Boolean(party.inGoodStanding) })) };
  const sold = await tx.rows
    .selectFrom('TradeMilestone')
    .select([
      'partyId',
      ({ fn }) => fn.countAll<number>().as('orders'),
      ({ fn }) => fn.sum<number>('totalFen').as('grossFen'),
      ({ fn }) => fn.sum<number>('refundedFen').as('refundedFen'),
    ])
    .where('paidAtMs', '>=', span.fromMs)
    .where('paidAtMs', '<', span.toMs)
    .groupBy('partyId')
    .execute();
  const rows = sold.map((row) => ({
    partyId: row.partyId,
    orders: Number(row.orders),
    grossFen: Number(row.grossFen),
    refundedFen: Number(row.refundedFen ?? 0),
    netFen: Number(row.grossFen) - Number(row.refundedFen ?? 0),
  }));
  if (kind === 'income-quarter') return { incomes: rows };
  const complaints = await tx.rows
    .selectFrom('Complaint')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('filedAtMs', '>=', span.fromMs)
    .where('filedAtMs', '<', span.toMs)
    .groupBy('kind')
    .execute();
  return {
    parties: parties.length,
    orders: rows.reduce((sum, row) => sum + row.orders, 0),
    grossFen: rows.reduce((sum, row) => sum + row.grossFen, 0),
    refundedFen: rows.reduce((sum, row) => sum + row.refundedFen, 0),
    complaints: Object.fromEntries(complaints.map((row) => [row.kind, Number(row.count)])),
    byParty: rows,
  };
}
