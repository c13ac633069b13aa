import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { measures } from './conduct.moves.ts';
import { measureLifecycle } from './measure.lifecycle.ts';
import { appealHolds, type Ended, rectified, tellOfAppeal } from './measure-ends.ts';
import { takeMeasureIn, tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

const SWEEP_BATCH_MAX = 50;

/** Job: what ran out of time, each in its own way. */
export async function sweepMeasures(context: TrustContext): Promise<void> {
  await raiseOverdue(context);
  await endUndecided(context);
}

/**
 * A rectification whose deadline passed without a report puts a suspension forward (6.6 last paragraph, 13 last
 * paragraph).
 */
async function raiseOverdue(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const overdue = await context.rows
    .selectFrom('Measure')
    .select(['id', 'partyId'])
    .where('state', '=', 'in-force')
    .where('step', '=', 'rectification')
    .where('dueAtMs', '<', nowMs)
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(overdue, async ({ id, partyId }) => {
    await context.transaction(async (tx) => {
      const ended = { rectifiedInTime: false, endedAtMs: nowMs };
      const moved = await measures.bySystem(context, tx, 'raise', { id }, ended);
      if (moved === 0) return ok(null);
      await addToTally(tx, partyId, tallyOf('rectification', -1));
      return takeMeasureIn(context, tx, {
        partyId,
        step: 'suspension',
        reason: '限期整改到期没有整改',
        clause: '13.end',
        dueAtMs: null,
        byLadder: true,
      });
    });
  });
}

/** The operator's silence harms nobody: each such state ends as its lifecycle says, and the party is told. */
async function endUndecided(context: TrustContext): Promise<void> {
  for (const [state, sinceAtMs] of SILENT) {
    const waiting = await context.rows
      .selectFrom('Measure')
      .selectAll()
      .where('state', '=', state)
      .orderBy(sinceAtMs)
      .limit(SWEEP_BATCH_MAX)
      .execute();
    const silent = waiting.filter((row) => measureLifecycle.hasLapsed(row, context.clock.now()));
    await eachAlone(silent, (measure) =>
      context.transaction(async (tx) => {
        await ENDS[state](context, tx, measure);
        return ok(null);
      }),
    );
  }
}

type End = (context: TrustContext, tx: TrustTransaction, measure: Ended) => Promise<void>;
/** What waits for a person, and since when. */
const SILENT = [
  ['proposed', 'takenAtMs'],
  ['appealed', 'appealedAtMs'],
  ['reported', 'rectifiedAtMs'],
] as const;
const ENDS: Readonly<Record<(typeof SILENT)[number][0], End>> = {
  async proposed(context, tx, { id, partyId }) {
    if ((await measures.bySystem(context, tx, 'decline', { id }, ended(context))) === 0) return;
    await notifyParty(context, tx, partyId, 'complaints', {
      kind: 'measure-taken',
      title: '平台没有暂停您的营业',
      body: '平台的人到期没有决定，这条建议不再有效',
      orderId: null,
    });
  },
  async appealed(context, tx, measure) {
    const moved = await measures.bySystem(context, tx, 'uphold-appeal', { id: measure.id }, ended(context));
    if (moved === 0) return;
    await appealHolds(context, tx, measure);
    await tellOfAppeal(context, tx, measure.partyId, true, '平台的人到期没有答复，这项措施已撤销');
  },
  async reported(context, tx, measure) {
    const moved = await measures.bySystem(context, tx, 'confirm-rectification', { id: measure.id }, ended(context));
    if (moved === 0) return;
    await rectified(tx, measure, `整改算通过：${NOBODY_CAME}`);
    await notifyParty(context, tx, measure.partyId, 'complaints', {
      kind: 'measure-taken',
      title: '整改算通过',
      body: `${NOBODY_CAME}，这项措施已结束`,
      orderId: null,
    });
  },
};
const NOBODY_CAME = '平台的人到期没有来核查';
const ended = ({ clock }: TrustContext) => ({ endedAtMs: clock.now() });
