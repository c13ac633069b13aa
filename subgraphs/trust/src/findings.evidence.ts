import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import { keysOf } from '@heitu/kit/rules/checked';
import type { EvidenceFigure, EvidenceTable, MissedRow, Period } from '@heitu/kit/rules/evidence';
import { CLAUSES, clauseOf, refsOf, type ClauseId, type ClauseRef } from '@heitu/standard';
import { reviewed } from './counting.ts';
import type { TrustContext } from './context.ts';
import type { MeasureState } from './conduct/measure.lifecycle.ts';
import { MEASURE_STEP_TITLES, NEVER_HELD, type MeasureStep } from './conduct/measure.policy.ts';

/** What people found against those whom a clause binds: whatever the figures say, it is not kept then. */
interface Found {
  complaints: readonly { clause: ClauseId; row: MissedRow }[];
  unmended: readonly { clause: ClauseId; row: MissedRow }[];
  punished: readonly { clause: ClauseId; row: MissedRow }[];
}

const idOf = (clause: ClauseRef): ClauseId | undefined => CLAUSES.find(({ id }) => id === clauseOf(clause).id)?.id;
/** The mediator's finding stands beside its own figure there. */
const TOLD_APART: readonly ClauseRef[] = ['7.3.5.e'];
/** A warning is how the operator answers what its checks found there, and their own figure counts those. */
const ANSWERED_BY_WARNING: readonly ClauseRef[] = ['8.5.2'];
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
  const measures = await rows
    .selectFrom('Measure')
    .select(['id', 'step', 'state', 'clause', 'partyId', 'takenAtMs', 'endedAtMs'])
    .where('takenAtMs', '<', toMs)
    .where('state', 'not in', NEVER_HELD)
    .where((eb) => eb.or([eb('takenAtMs', '>=', fromMs), eb('endedAtMs', 'is', null), eb('state', '=', 'raised')]))
    .execute();
  const mends = await mendsOf(rows, measures);
  const under = (clause: ClauseRef | null, row: MissedRow) => {
    const id = clause && idOf(clause);
    return id ? [{ clause: id, row }] : [];
  };
  const ofMeasures = (of: typeof measures) =>
    of.flatMap(({ id, step, clause }) => under(clause, { ref: `Measure:${id}`, text: MEASURE_STEP_TITLES[step] }));
  return {
    complaints: decided.flatMap(({ id, number, decisionClause, liablePartyId }) =>
      liablePartyId === null ? [] : under(decisionClause, { ref: `Complaint:${id}`, text: `投诉 ${number}` }),
    ),
    unmended: ofMeasures(measures.filter((one) => isUnmended(one, mends))),
    punished: ofMeasures(
      measures
        .filter(({ step, takenAtMs }) => (step === 'warning' || step === 'suspension') && takenAtMs >= fromMs)
        .filter(({ clause }) => !ANSWERED_BY_WARNING.includes(clause)),
    ),
  };
});

interface Taken {
  step: MeasureStep;
  state: MeasureState;
  clause: ClauseRef;
  partyId: string;
  takenAtMs: number;
  endedAtMs: number | null;
}
type Mend = Pick<Taken, 'step' | 'clause' | 'partyId' | 'takenAtMs'>;
/** What was put right or lifted later, of the parties whose day passed. */
async function mendsOf(rows: TrustContext['rows'], measures: readonly Taken[]): Promise<readonly Mend[]> {
  const parties = measures.filter(({ state }) => state === 'raised').map(({ partyId }) => partyId);
  if (parties.length === 0) return [];
  return rows
    .selectFrom('Measure')
    .select(['step', 'clause', 'partyId', 'takenAtMs'])
    .where('partyId', 'in', [...new Set(parties)])
    .where((eb) => eb.or([eb('step', '=', 'lifted'), eb('state', '=', 'rectified')]))
    .execute();
}
/**
 * To be put right, and is not: also where its day passed and the platform went on to the next step. That ends when the
 * party puts the same right by another day, or somebody lifts what weighs on it.
 */
function isUnmended(one: Taken, mends: readonly Mend[]): boolean {
  if (one.step !== 'rectification') return false;
  if (one.endedAtMs === null) return true;
  return (
    one.state === 'raised' &&
    !mends.some(
      ({ step, clause, partyId, takenAtMs }) =>
        partyId === one.partyId &&
        takenAtMs > one.takenAtMs &&
        (step === 'lifted' || idOf(clause) === idOf(one.clause)),
    )
  );
}

const figuresOf = async (context: TrustContext, period: Period, id: ClauseId): Promise<EvidenceFigure[]> => {
  const { complaints, unmended, punished } = await found(context, period);
  return [
    ['裁定违反这一条的投诉', '件', complaints] as const,
    ['查出违反这一条、还没整改好的', '家', unmended] as const,
    ['因违反这一条受警告或暂停营业的', '次', punished] as const,
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
