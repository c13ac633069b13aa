import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import { keysOf } from '@heitu/kit/rules/checked';
import type { EvidenceFigure, EvidenceTable, MissedRow, Period } from '@heitu/kit/rules/evidence';
import { CLAUSES, clauseOf, refsOf, type ClauseId, type ClauseRef } from '@heitu/standard';
import { reviewed } from './counting.ts';
import type { TrustContext } from './context.ts';

/** What people found against those whom a clause binds: whatever the figures say, it is not kept then. */
interface Found {
  complaints: readonly { clause: ClauseId; row: MissedRow }[];
  measures: readonly { clause: ClauseId; row: MissedRow }[];
}

const idOf = (clause: ClauseRef): ClauseId | undefined => CLAUSES.find(({ id }) => id === clauseOf(clause).id)?.id;
/** The mediator's finding stands beside its own figure there. */
const TOLD_APART: readonly ClauseRef[] = ['7.3.5.e'];
/** The operator finds against others; what binds it alone it keeps by finding. */
const BINDING_OTHERS = CLAUSES.filter(
  ({ id, actor }) => actor.some((one) => one !== 'operator') && !TOLD_APART.includes(id),
).map(({ id }) => id);

/** Once for all entries that a request asks for. */
const found = oncePerRequest(async ({ rows }: TrustContext, { fromMs, toMs }: Period): Promise<Found> => {
  const decided = await rows
    .selectFrom('Complaint')
    .select(['id', 'number', 'decisionClause', 'liablePartyId'])
    .where('decidedAtMs', '>=', fromMs)
    .where('decidedAtMs', '<', toMs)
    .execute();
  const demanded = await rows
    .selectFrom('Measure')
    .select(['id', 'clause', 'partyId'])
    .where('step', '=', 'rectification')
    .where('endedAtMs', 'is', null)
    .where('takenAtMs', '<', toMs)
    .execute();
  const under = (clause: ClauseRef | null, row: MissedRow) => {
    const id = clause && idOf(clause);
    return id ? [{ clause: id, row }] : [];
  };
  return {
    complaints: decided.flatMap(({ id, number, decisionClause, liablePartyId }) =>
      liablePartyId === null ? [] : under(decisionClause, { ref: `Complaint:${id}`, text: `投诉 ${number}` }),
    ),
    measures: demanded.flatMap(({ id, clause }) => under(clause, { ref: `Measure:${id}`, text: '限期整改' })),
  };
});

const figuresOf = async (context: TrustContext, period: Period, id: ClauseId): Promise<EvidenceFigure[]> => {
  const { complaints, measures } = await found(context, period);
  return [
    ['裁定违反这一条的投诉', '件', complaints] as const,
    ['查出违反这一条、还没整改好的', '家', measures] as const,
  ].flatMap(([label, unit, all]) => {
    const own = all.filter(({ clause }) => clause === id);
    // Where nobody found anything, that says nothing.
    return own.length === 0 ? [] : [reviewed.noneOf(label, own, unit, ({ row }) => row)];
  });
};

/** The same evidence, and under each clause that binds others what people found against them. */
export function withFindings(table: EvidenceTable<TrustContext, ClauseRef>): EvidenceTable<TrustContext, ClauseRef> {
  const told = new Set<ClauseRef>(keysOf(table));
  const added = BINDING_OTHERS.map((id) => {
    const key = [id, ...refsOf(clauseOf(id))].find((ref) => told.has(ref)) ?? id;
    const counted = table[key];
    return [
      key,
      async (context: TrustContext, period: Period) => [
        ...((await counted?.(context, period)) ?? []),
        ...(await figuresOf(context, period, id)),
      ],
    ] as const;
  });
  return { ...table, ...Object.fromEntries(added) };
}
