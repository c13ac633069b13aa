import { chinaDate } from '@heitu/kit/rules/calendar';
import { notApplicable, type EvidenceFigure, type EvidenceTable, type MissedRow } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { YES } from '@heitu/kit/data/entities';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { measured, reviewed, signed } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { mediaFigures } from '../media/media.evidence.ts';
import { refusedFigures } from '../refused/refused-months.ts';
import { REGISTER_PARTS } from './disclosure.policy.ts';
import { databaseOf, stillSupported } from './supported.ts';

/** What the platform is built for: an older one is no longer supported by its makers. */
const NODE_MAJOR_MIN = 24;
/** The oldest of a week: a differential is due every seven days. */
const OFF_SITE_COPY_MAX_MS = 7 * DAY_MS;

interface Item {
  id: string;
  clause: string;
  title: string;
  detail: string;
  validUntil: string | null;
}
const itemRow = ({ id, title }: Item): MissedRow => ({ ref: `TechnicalItem:${id}`, text: title });
const current = (context: TrustContext) =>
  context.rows
    .selectFrom('TechnicalItem')
    .select(['id', 'part', 'clause', 'title', 'detail', 'validUntil'])
    .where('supersededAtMs', 'is', null);

const isValid = (context: TrustContext, { validUntil }: Item): boolean =>
  validUntil === null || validUntil >= chinaDate(context.clock.now());

async function itemsOf(context: TrustContext, clause: string): Promise<EvidenceFigure[]> {
  const items = await current(context).where('clause', '=', clause).execute();
  return [
    reviewed.eachOf('登记项有效', items, (item) => isValid(context, item), '项', itemRow, {
      sampleMin: 0,
      isDuty: true,
    }),
    ...(items.length === 0 ? [reviewed.present('登记项', 0, '项')] : []),
  ];
}
/** What the letter lists, and the words by which an item of the register names it. */
type Points = Readonly<Record<string, RegExp>>;
const ROOM: Points = {
  场地: /场地/,
  环境: /环境/,
  安全防护: /安全/,
  消防: /消防/,
  入侵报警: /入侵报警/,
  视频监控: /视频监控/,
};
const HOSTED: Points = { ...ROOM, 备份: /备份/ };
const WATCHES: Points = {
  网络监控或入侵检测: /网络监控|入侵检测/,
  性能监控: /性能/,
  日志审计: /日志/,
  数据库审计: /数据库/,
};
const SHIELDS: Points = {
  抗DDoS: /ddos|抗攻击/i,
  入侵防御: /入侵防御|ips/i,
  网页防篡改: /篡改/,
  应用防火墙: /应用防火墙|waf/i,
};
const POWER: Points = {
  设备使用年限: /使用年限/,
  通风散热: /通风|散热/,
  不间断电源: /不间断电源|ups/i,
  断电保护: /断电/,
};
/** Items in force name each point of the letter, in title or text: one alone is half of it. */
async function covered(context: TrustContext, clause: ClauseRef, points: Points): Promise<EvidenceFigure> {
  const items = (await current(context).where('clause', '=', clause).execute()).filter((item) =>
    isValid(context, item),
  );
  return reviewed.eachOf(
    '登记里写明的规定项',
    Object.entries(points),
    ([, words]) => items.some(({ title, detail }) => words.test(`${title} ${detail}`)),
    '项',
    ([title]) => ({ ref: `TechnicalItem:${title}`, text: title }),
    { isDuty: true },
  );
}
const registeredWith = (clause: ClauseRef, points: Points) => async (context: TrustContext) => [
  ...(await itemsOf(context, clause)),
  await covered(context, clause, points),
];
/** Service life, cooling and power are on file; what can be measured the prober measures (11.3.1). */
export const powerOnFile = registeredWith('11.3.1', POWER);
const registered = (clause: ClauseRef) => (context: TrustContext) => itemsOf(context, clause);

/**
 * Own room or hosted: what the register holds in force says which of the two it is, and the other binds nobody. Where
 * both are in use both are judged; where neither is registered, both are owed.
 */
const roomOf =
  (clause: ClauseRef, points: Points, other: ClauseRef, otherTitle: string) => async (context: TrustContext) => {
    const [own, others] = await Promise.all([
      current(context).where('clause', '=', clause).execute(),
      current(context).where('clause', '=', other).execute(),
    ]);
    return own.length === 0 && others.length > 0
      ? [notApplicable(`登记用的是${otherTitle}（${other}），按那一条判定`)]
      : registeredWith(clause, points)(context);
  };

/** 11.7.1-3: what the letter lists by name, each an item of the register with that in its title. */
const named = (clause: ClauseRef, titles: readonly string[]) => async (context: TrustContext) => {
  const items = (await current(context).where('clause', '=', clause).execute()).filter((item) =>
    isValid(context, item),
  );
  return [
    reviewed.eachOf(
      `有效的规定项（共${titles.length}项）`,
      titles,
      (title) => items.some((item) => item.title.includes(title)),
      '项',
      (title) => ({ ref: `TechnicalItem:${title}`, text: title }),
      { isDuty: true },
    ),
  ];
};
const SECURITY_RULES = ['操作', '应急', '日常维护', '档案', '保密', '权限'];
const FIREWALL_POINTS = ['功能', '性能', '设置', '状态监视', '自身安全'];
const ANTIVIRUS_POINTS = ['引擎', '资源占用', '管理', '防护'];

export const technicalEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '5.2.d'(context) {
    const items = await current(context).execute();
    const hosted = items.some(({ part }) => part === 'hosting');
    const owns = items.some(({ part }) => part === 'machine-room');
    // Of the two rooms the one that is used.
    const parts = REGISTER_PARTS.filter(
      ({ part }) => !(part === 'machine-room' && hosted && !owns) && !(part === 'hosting' && owns && !hosted),
    );
    return [
      reviewed.eachOf(
        '有有效登记项的台账',
        parts,
        ({ part }) => items.some((item) => item.part === part && isValid(context, item)),
        '部分',
        ({ part, title }) => ({ ref: `RegisterPart:${part}`, text: title }),
        { isDuty: true },
      ),
      reviewed.noneOf(
        '逾期的登记项',
        items.filter((item) => !isValid(context, item)),
        '项',
        itemRow,
        items.length,
      ),
    ];
  },
  '11.1': roomOf('11.1', ROOM, '11.2', '托管机房'),
  '11.2': roomOf('11.2', HOSTED, '11.1', '自有机房'),
  // What runs is asked itself; the register says the rest of it.
  '11.4.1': async (context) => [
    ...stillSupported('操作系统', context.services.system(), context.clock.now()),
    ...(await itemsOf(context, '11.4.1')),
  ],
  '11.4.2': async (context) => [
    measured.min('Node.js 主版本', Number.parseFloat(process.versions.node), NODE_MAJOR_MIN, ''),
    ...stillSupported('运行环境', { product: 'node', version: process.versions.node }, context.clock.now()),
    ...(await itemsOf(context, '11.4.2')),
  ],
  '11.4.3': async (context) => [
    ...stillSupported('数据库', await databaseOf(context), context.clock.now()),
    ...(await itemsOf(context, '11.4.3')),
  ],
  '11.4.4': registered('11.4.4'),
  '11.4.5': async (context, period) => [
    ...(await registeredWith('11.4.5', WATCHES)(context)),
    ...(await refusedFigures(context, period)),
  ],
  '11.7': async (context, period) => [
    ...(await registeredWith('11.7', SHIELDS)(context)),
    ...(await refusedFigures(context, period)),
  ],
  '11.7.1': named('11.7.1', SECURITY_RULES),
  '11.7.2': named('11.7.2', FIREWALL_POINTS),
  '11.7.3': named('11.7.3', ANTIVIRUS_POINTS),
  async '11.7.4.dy-dz'(context, period) {
    const since = context.clock.now() - OFF_SITE_COPY_MAX_MS;
    const copies = await context.rows
      .selectFrom('BackupRun')
      .select('id')
      .where('place', '=', 'off-site')
      .where('succeeded', '=', YES)
      .where('bySystem', '=', YES)
      .where('finishedAtMs', '>=', since)
      .execute();
    return [
      ...(await itemsOf(context, '11.7.4.dy-dz')),
      signed.present('近7天存放到异地的备份', copies.length, '份'),
      ...(await mediaFigures(context, period)),
    ];
  },
};
