import { YES } from '@heitu/kit/data/entities';
import type { MissedRow } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { collectionLifecycle, type CollectionState } from '../collection/collection.lifecycle.ts';
import { COLLECTION_STEPS } from '../collection/collection.policy.ts';
import type { LogisticsContext } from '../context.ts';
import { measured, type Evidence, type Period } from './figures.ts';

const collectionRow = ({ id, sellerName }: { id: string; sellerName: string }): MissedRow => ({
  ref: `Collection:${id}`,
  text: `要交给${sellerName}的取件`,
});

const collections = (context: LogisticsContext) =>
  context.rows
    .selectFrom('Collection')
    .select(['id', 'sellerName', 'state', 'createdAtMs', 'courierId', 'agreedAtMs', 'centreDueAtMs', 'centreAtMs'])
    .select([
      'listChecked',
      'carrierHandedAtMs',
      'sellerReceivedAtMs',
      ...COLLECTION_STEPS.map(({ column }) => column),
    ]);

/** Not done although its time is over. */
async function overdue(context: LogisticsContext, { toMs }: Period, states: readonly CollectionState[]) {
  const rows = await collections(context).where('createdAtMs', '<', toMs).where('state', 'in', states).execute();
  const nowMs = context.clock.now();
  return rows.filter((row) => (collectionLifecycle.dueAtMs(row) ?? Infinity) < nowMs);
}
/** Fetched and brought to nobody; what was given up as lost stands in the period in which that fell due. */
async function notBrought(context: LogisticsContext, period: Period) {
  const lost = await collections(context).where('createdAtMs', '<', period.toMs).where('state', '=', 'lost').execute();
  const givenUpAtMs = (row: (typeof lost)[number]): number => {
    const before = { ...row, state: 'taken' as const };
    return collectionLifecycle.lastAtMs(before) ?? Infinity;
  };
  return [
    ...(await overdue(context, period, ['taken', 'at-centre'])),
    ...lost.filter((row) => givenUpAtMs(row) >= period.fromMs),
  ];
}

export const collectionEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.6.ch': async (context, period) => {
    const taken = await collections(context)
      .where('takenAtMs', '>=', period.fromMs)
      .where('takenAtMs', '<', period.toMs)
      .execute();
    return [
      measured.eachOf(
        '六步齐全的取件',
        taken,
        (row) => COLLECTION_STEPS.every(({ column }) => row[column] !== null),
        '件',
        collectionRow,
      ),
      measured.noneOf(
        '过期没有预约或没有上门的取件',
        await overdue(context, period, ['due', 'appointed']),
        '件',
        collectionRow,
        taken.length,
      ),
    ];
  },
  '7.6.x-z': async (context, period) => {
    const brought = (await notBrought(context, period)).filter(({ carrierHandedAtMs }) => carrierHandedAtMs !== null);
    // Where none was left lying there is no figure: orders counts those that sellers took.
    return brought.length === 0
      ? []
      : [measured.noneOf('送到了、商家过期没有来交接的退换货', brought, '件', collectionRow)];
  },
  '8.6.ci': async (context, period) => {
    const rows = await collections(context)
      .where('centreAtMs', '>=', period.fromMs)
      .where('centreAtMs', '<', period.toMs)
      .execute();
    return [
      measured.eachOf(
        '核对清单、按时、双方签字的中心交接',
        rows,
        (row) =>
          row.listChecked === YES &&
          row.carrierHandedAtMs !== null &&
          row.sellerReceivedAtMs !== null &&
          row.centreAtMs !== null &&
          row.centreDueAtMs !== null &&
          row.centreAtMs <= row.centreDueAtMs,
        '次',
        collectionRow,
      ),
      measured.noneOf(
        '取回以后过期没有交给商家的',
        await notBrought(context, period),
        '件',
        collectionRow,
        rows.length,
      ),
    ];
  },
};
