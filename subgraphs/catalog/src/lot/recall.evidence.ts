import { info, measured, type EvidenceFigure, type MissedRow, type Period } from '@heitu/kit/rules/evidence';
import type { CatalogContext } from '../context.ts';
import { askRecallsDone } from '../peers.ts';

/** Orders says which, and in its own words. */
const asItIs = (row: MissedRow): MissedRow => row;

/** How recalls were carried out; nothing where there was none, and where none of before is still open. */
export async function recallFigures(context: CatalogContext, period: Period): Promise<EvidenceFigure[]> {
  const called = await context.rows
    .selectFrom('Recall')
    .select('id')
    .where('caseId', 'is not', null)
    .where('atMs', '<', period.toMs)
    .limit(1)
    .executeTakeFirst();
  const done = called && (await askRecallsDone(context, period));
  if (!done || done.recalls === 0) return [];
  return [
    info('召回', done.recalls, '次'),
    measured.noneOf('没有按时报告主管部门的召回', done.lateReports, '个', asItIs, done.recalls),
    measured.noneOf('没有按时办完的召回', done.lateClosures, '个', asItIs, done.recalls),
    measured.noneOf('召回以后还被签收的订单', done.signedAfter, '个', asItIs, done.recalls),
    measured.noneOf('没有退款的召回货物', done.unpaid, '个', asItIs, done.recalls),
    measured.noneOf('只有一个人就关闭的召回', done.closedByOne, '个', asItIs, done.recalls),
    info('买了召回货物的人', done.buyers, '人'),
    info('收到召回消息的买家', done.told, '人'),
    info('联系上的买家', done.reached, '人'),
    info('召回的货', done.units, '件'),
    info('收回的货', done.recoveredUnits, '件'),
    info('销毁的货', done.destroyedUnits, '件'),
  ];
}
