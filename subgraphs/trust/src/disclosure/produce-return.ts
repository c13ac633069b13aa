import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { StatisticalReturn } from './disclosure.entity.ts';
import { RETURN_KINDS, returnPeriod, type ReturnKind } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({ requestId: identifier(), kind: z.enum(RETURN_KINDS), period: line(10) });

/** Produces a return from live data; until it is filed it may be produced again (6.1.f). */
export async function produceReturn(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, kind, period } = valid.value;
  const span = returnPeriod(kind, period);
  if (!span) return refuse(disclosureRefusals, 'PERIOD_UNKNOWN');
  if (span.toMs > context.clock.now()) return refuse(disclosureRefusals, 'PERIOD_NOT_OVER');
  return context.transaction(
    async (tx) => {
      const known = await tx.rows
        .selectFrom('StatisticalReturn')
        .select(['id', 'state'])
        .where('kind', '=', kind)
        .where('period', '=', period)
        .executeTakeFirst();
      if (known?.state === 'filed') return refuse(disclosureRefusals, 'ALREADY_FILED');
      const content = JSON.stringify(await figuresOf(tx, kind, span));
      const produced = {
        state: 'produced',
        content,
        producedAtMs: context.clock.now(),
        approvedBy: null,
        approvedAtMs: null,
      };
      const id = known?.id ?? context.newId();
      if (known && !(await tx.em.nativeUpdate(StatisticalReturn, { id, state: { $ne: 'filed' } }, produced)))
        return refuse(disclosureRefusals, 'ALREADY_FILED');
      if (!known) await tx.em.insert(StatisticalReturn, { id, kind, period, dueAtMs: span.dueAtMs, ...produced });
      tx.audit({ type: 'return', id, clause: '6.1.f' });
      return ok({ id });
    },
    { id: requestId, input },
  );
}

/** Amounts per party come gross, refunded and net, as the tax rules ask; nobody's personal data is in it. */
async function figuresOf(
  tx: TrustTransaction,
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
