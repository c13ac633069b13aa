import { release, type as systemType } from 'node:os';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { countRows, shown } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { REGISTER_PARTS } from './disclosure.policy.ts';

async function itemsOf(context: TrustContext, clause: string): Promise<EvidenceFigure[]> {
  const today = chinaDate(context.clock.now());
  const items = await context.rows
    .selectFrom('TechnicalItem')
    .select('validUntil')
    .where('clause', '=', clause)
    .where('supersededAtMs', 'is', null)
    .execute();
  const overdue = items.filter((item) => item.validUntil !== null && item.validUntil < today).length;
  return items.length === 0
    ? []
    : [
        {
          label: '登记项有效',
          value: items.length - overdue,
          unit: '项',
          ...(items.length === overdue && { breached: true }),
        },
        { label: '登记项逾期', value: overdue, unit: '项', breached: overdue > 0 },
      ];
}
const registered = (clause: ClauseRef) => (context: TrustContext) => itemsOf(context, clause);

export const technicalEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '5.2.d'(context) {
    const today = chinaDate(context.clock.now());
    const items = await context.rows
      .selectFrom('TechnicalItem')
      .select(['part', 'validUntil'])
      .where('supersededAtMs', 'is', null)
      .execute();
    if (items.length === 0) return [];
    return REGISTER_PARTS.flatMap(({ part, title }) => {
      const own = items.filter((item) => item.part === part);
      const overdue = own.filter((item) => item.validUntil !== null && item.validUntil < today).length;
      return [
        { label: `${title}有效`, value: own.length - overdue, unit: '项', breached: own.length === overdue },
        { label: `${title}逾期`, value: overdue, unit: '项', breached: overdue > 0 },
      ];
    });
  },
  '11.1': registered('11.1'),
  '11.2': registered('11.2'),
  // Read from the running process: the version stands in the label, the figure is its number.
  '11.4.1': async (context) => [
    { label: `操作系统 ${systemType()} ${release()}`, value: Number.parseFloat(release()) },
    ...(await itemsOf(context, '11.4.1')),
  ],
  '11.4.2': async (context) => [
    { label: 'Node.js 版本', value: Number.parseFloat(process.versions.node) },
    ...(await itemsOf(context, '11.4.2')),
  ],
  '11.4.3': async (context) => [
    { label: `数据库驱动 ${context.em.getDriver().constructor.name}`, value: 1 },
    ...(await itemsOf(context, '11.4.3')),
  ],
  '11.4.4': registered('11.4.4'),
  '11.4.5': registered('11.4.5'),
  '11.7': registered('11.7'),
  '11.7.1': registered('11.7.1'),
  '11.7.2': registered('11.7.2'),
  '11.7.3': registered('11.7.3'),
  async '11.7.4.dy-dz'(context) {
    const copies = await countRows(context, 'BackupRun', ['place', '=', 'off-site'], ['succeeded', '=', true]);
    return [
      ...(await itemsOf(context, '11.7.4.dy-dz')),
      ...shown(copies, [{ label: '存放在异地的备份', value: copies, unit: '份' }]),
    ];
  },
  async '10.5.cv'(context) {
    return softwareStatement(context, '小程序权限说明版本');
  },
  async '10.5.cw'(context) {
    return softwareStatement(context, '小程序用途说明版本');
  },
};

async function softwareStatement(context: TrustContext, label: string): Promise<EvidenceFigure[]> {
  const statement = await context.rows
    .selectFrom('PublicDocument')
    .select('version')
    .where('kind', '=', 'software-statement')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return statement ? [{ label, value: statement.version, unit: '版' }] : [];
}
