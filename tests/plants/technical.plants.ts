import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClauseId } from '@heitu/standard';
import { OS_RELEASE } from '../contract/platform.fixture.ts';
import { lostHour } from './gateways.ts';
import { backup, backupPlants, drill } from './backups.plants.ts';
import { medium, mediumOf, passOn } from './media.ts';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';

const admin = 'operator-admin';
const dayAfter = async (town: Town, days: number) =>
  new Date((await town.now()) + days * 86_400_000).toISOString().slice(0, 10);

/** Where the letter lists what there must be, each is named. */
const DETAILS: Readonly<Record<string, string>> = {
  '11.1': '场地、环境、安全防护、消防、入侵报警、视频监控逐项看过',
  '11.2': '场地、环境、安全防护、消防、入侵报警、视频监控、备份逐项看过',
  '11.4.5': '网络监控、性能监控、日志审计、数据库审计都在用',
  '11.7': '抗DDoS、入侵防御、网页防篡改、应用防火墙都在用',
};
/** Whoever registers that these are reviewed has seen what was refused. */
const REVIEWED_BY_FIGURES = ['11.4.5', '11.7'];
const seenDigest = async (town: Town): Promise<string> => {
  const { refusedMonths } = await town.ask(admin, 'trust', '{ refusedMonths { digest } }', {});
  return (refusedMonths as { digest: string }).digest;
};
export const register = async (
  town: Town,
  part: string,
  clause: string,
  title: string,
  days = 365,
  detail = DETAILS[clause] ?? '逐项看过，附照片',
) =>
  town.act(admin, 'trust', 'registerTechnicalItem', {
    part,
    clause,
    title,
    detail,
    validUntilOn: await dayAfter(town, days),
    ...(REVIEWED_BY_FIGURES.includes(clause) && { seenDigest: await seenDigest(town) }),
  });
/** What the register must hold of an entry, each by its name. */
const registered = (part: string, clause: ClauseId, ...titles: string[]): Acted => ({
  plant: 'the register holds nothing in force of it',
  mend: 'the operator registers what the letter names',
  turns: 'absent',
  mendIt: async (town) => {
    for (const title of titles) await register(town, part, clause, title);
  },
});
const lapsed = (part: string, clause: ClauseId, ...titles: string[]): Acted => ({
  ...registered(part, clause, ...titles),
  plant: 'what was registered runs out, and nobody renews it',
  plantIt: (town) => town.later(400),
});

/** What stands in the register is written anew, and names one point of those that the letter lists. */
const halfOfIt = (part: string, clause: ClauseId, title: string, detail: string): Acted => ({
  plant: `the register does not name all that there must be any more: ${detail}`,
  mend: 'it names each of them again',
  turns: 'breached',
  plantIt: (town) => register(town, part, clause, title, 365, detail),
  mendIt: (town) => register(town, part, clause, title),
});

/** What the machine says of itself. */
const runsOn = (town: Town, version: string): void =>
  writeFileSync(join(town.platform.dataDir, OS_RELEASE), `ID=debian\nVERSION_ID="${version}"\n`);

const BY_PARTNERS = 'tests/partners/partners.spec.ts';

export const technicalPlants: Plants = {
  // First, while nothing has run yet: a backup, then the check of the chain.
  ...backupPlants,
  '11.1': {
    act: {
      plant: 'an own machine room is registered beside the hosted one, and its proof runs out',
      mend: 'the proof is renewed',
      turns: 'absent',
      plantIt: async (town) => {
        await register(town, 'MACHINE_ROOM', '11.1', '机房检测报告', 10);
        await town.later(20);
      },
      mendIt: (town) => register(town, 'MACHINE_ROOM', '11.1', '机房检测报告'),
    },
  },
  '11.2': {
    act: lapsed('HOSTING', '11.2', '云服务合同及机房合规证明'),
    also: [halfOfIt('HOSTING', '11.2', '云服务合同及机房合规证明', '消防验收合格')],
  },
  '11.3.1': { elsewhere: 'subgraphs/trust/src/disclosure/probes.spec.ts' },
  '11.3.2.cx-da': { elsewhere: 'subgraphs/trust/src/disclosure/probes.spec.ts' },
  '11.3.3.db-dc': {
    also: [
      {
        plant: 'a day after the command has played both, somebody writes down one that recovered next to nothing',
        mend: 'the command plays it again, and all is recovered',
        turns: 'breached',
        plantIt: async (town) => {
          await drill(town, 'ORDINARY');
          await drill(town, 'SEVERE');
          await town.later(1);
          await drill(town, 'SEVERE', 10, true);
        },
        mendIt: async (town) => {
          await town.later(1);
          await drill(town, 'SEVERE');
        },
      },
    ],
    act: {
      plant: 'no drill was ever played',
      mend: 'the command plays both',
      turns: 'absent',
      mendIt: async (town) => {
        await drill(town, 'ORDINARY');
        await drill(town, 'SEVERE');
      },
    },
  },
  '11.4.1': {
    act: registered('SYSTEM_ASSURANCE', '11.4.1', '操作系统支持期'),
    also: [
      {
        plant: 'the machine runs a Debian whose support ends, and nobody upgrades it',
        mend: 'it is upgraded to the next Debian',
        turns: 'breached',
        plantIt: async (town) => {
          runsOn(town, '12');
          await town.later(600);
          await register(town, 'SYSTEM_ASSURANCE', '11.4.1', '操作系统支持期');
        },
        mendIt: async (town) => runsOn(town, '13'),
      },
      {
        plant: 'the machine runs a system of which nobody has looked up how long it is supported',
        mend: 'it runs Debian again',
        turns: 'absent',
        plantIt: async (town) => {
          runsOn(town, '99');
          await register(town, 'SYSTEM_ASSURANCE', '11.4.1', '操作系统支持期');
        },
        mendIt: async (town) => runsOn(town, '13'),
      },
    ],
  },
  // Until the makers of the release that runs here mend it no more.
  '11.4.2': {
    act: registered('SYSTEM_ASSURANCE', '11.4.2', '运行环境支持期'),
    silence: { days: 900, turns: 'breached' },
  },
  '11.4.3': { act: registered('SYSTEM_ASSURANCE', '11.4.3', '数据库支持期') },
  '11.4.4': { act: lapsed('SYSTEM_ASSURANCE', '11.4.4', '在用网络协议') },
  '11.4.5': {
    act: lapsed('SYSTEM_ASSURANCE', '11.4.5', '网络监控与日志审计'),
    also: [halfOfIt('SYSTEM_ASSURANCE', '11.4.5', '网络监控与日志审计', '日志审计'), lostHour],
  },
  '11.5': {
    act: {
      plant: 'acts lie for hours without a link in the chain',
      mend: 'the sealer comes round',
      turns: 'breached',
      plantIt: async (town) => {
        await town.rounds();
        await register(town, 'SYSTEM_ASSURANCE', '11.4.1', '又一项登记');
        await town.rounds('relay');
        await town.later(0.2);
      },
      mendIt: (town) => town.rounds(),
    },
  },
  '11.5.dd': {
    act: {
      plant: 'somebody of the staff has a password and no second factor',
      mend: 'the account is suspended',
      turns: 'breached',
      plantIt: (town) =>
        town.act(admin, 'trust', 'createStaffAccount', {
          login: 'newcomer',
          password: 'Heitu-newcomer-2026',
          displayName: '新来的',
          roles: ['MEDIATOR'],
        }),
      mendIt: async (town) =>
        town.act(admin, 'trust', 'suspendAccount', {
          accountId: await idOf(town, 'trust', 'select id from Account order by createdAtMs desc, id desc limit 1'),
          reason: '没有启用第二验证',
        }),
    },
  },
  '11.5.de': { reason: 'suspending an account ends its sessions in the same transaction' },
  '11.7': {
    act: lapsed('SECURITY_MANAGEMENT', '11.7', '网页应用防火墙和抗攻击服务'),
    also: [halfOfIt('SECURITY_MANAGEMENT', '11.7', '网页应用防火墙和抗攻击服务', '只有WAF'), lostHour],
  },
  '11.7.1': {
    act: lapsed(
      'SECURITY_MANAGEMENT',
      '11.7.1',
      ...['操作规程', '应急处理', '日常维护', '软硬件档案保管', '信息保密', '权限管理'].map((title) => `${title}制度`),
    ),
  },
  '11.7.2': {
    act: registered('SECURITY_MANAGEMENT', '11.7.2', '功能', '性能', '设置和管理', '状态监视', '自身安全'),
  },
  '11.7.3': { act: registered('SECURITY_MANAGEMENT', '11.7.3', '引擎效率', '资源占用', '管理和部署', '防护能力') },
  '11.7.4.dy-dz': {
    act: {
      plant: 'no medium lies off site, and nobody has written how it is kept',
      mend: 'the command takes a copy off site, the rules are registered, and somebody has a medium elsewhere',
      turns: 'absent',
      mendIt: async (town) => {
        await backup(town, 'OFF_SITE');
        await register(town, 'SECURITY_MANAGEMENT', '11.7.4.dy-dz', '离线介质保管制度');
        await medium(town, 'HT-1');
      },
    },
    also: [
      {
        plant: 'whoever has one of the media leaves the operator, and it is with nobody',
        mend: 'an administrator hands it to another, who signs for it',
        turns: 'breached',
        plantIt: async (town) => {
          await backup(town, 'OFF_SITE');
          const id = await medium(town, 'HT-2');
          await passOn(town, id, 'mediator');
          await town.act(admin, 'trust', 'suspendAccount', { accountId: town.idOf('mediator'), reason: '离岗' });
        },
        mendIt: async (town) => {
          await passOn(town, await mediumOf(town, 'HT-2'), 'finance');
          await town.act(admin, 'trust', 'restoreAccount', { accountId: town.idOf('mediator'), reason: '回来了' });
        },
      },
      {
        plant: 'a medium lies beside the machines for eight days',
        mend: 'somebody takes it elsewhere, and signs for it',
        turns: 'breached',
        plantIt: async (town) => {
          await medium(town, 'HT-3', false);
          await town.later(8);
          await backup(town, 'OFF_SITE');
        },
        mendIt: async (town) => passOn(town, await mediumOf(town, 'HT-3'), 'finance'),
      },
    ],
  },
  '11.8.ea': { elsewhere: BY_PARTNERS },
  '11.8.eb': { elsewhere: BY_PARTNERS },
  '11.8.ec': { elsewhere: BY_PARTNERS },
  '11.8.ed': { elsewhere: BY_PARTNERS },
  '11.8.ee': { elsewhere: BY_PARTNERS },
  '11.8.ef': { elsewhere: BY_PARTNERS },
  '11.8.eg': { elsewhere: BY_PARTNERS },
  '11.8.eh': { elsewhere: BY_PARTNERS },
};
