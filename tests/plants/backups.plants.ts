import { keysOf } from '@heitu/kit/rules/checked';
import { apiName } from '@heitu/kit/rules/enums';
import { BACKUP_CONTENTS } from '@heitu/standard';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';

const admin = 'operator-admin';
const KIND_TABLES = 39;
export const backup = async (town: Town, place: string, { lacks = 0, lacksOf = '', check = 'CRC' } = {}) => {
  const nowMs = await town.now();
  await town.asPeer('backup', 'trust', 'recordBackup', {
    method: 'FULL',
    place,
    succeeded: true,
    check,
    tableCount: 198 - lacks,
    tableTotal: 198,
    contents: keysOf(BACKUP_CONTENTS).map((kind) => ({
      kind: apiName(kind),
      tableCount: kind === lacksOf ? KIND_TABLES - 1 : KIND_TABLES,
      tableTotal: KIND_TABLES,
    })),
    startedAt: new Date(nowMs - 60_000).toISOString(),
    finishedAt: new Date(nowMs - 30_000).toISOString(),
  });
};
const backups: Acted = {
  plant: 'no backup but one that an administrator typed in',
  mend: 'the command takes one here and one off site',
  turns: 'absent',
  plantIt: async (town) => {
    const nowMs = await town.now();
    for (const place of ['LOCAL', 'OFF_SITE'])
      await town.act(admin, 'trust', 'recordBackup', {
        method: 'OFFLINE',
        place,
        succeeded: true,
        check: 'CRC',
        tableCount: 999,
        tableTotal: 999,
        startedAt: new Date(nowMs - 60_000).toISOString(),
        finishedAt: new Date(nowMs - 30_000).toISOString(),
      });
  },
  mendIt: async (town) => {
    await backup(town, 'LOCAL');
    await backup(town, 'OFF_SITE');
  },
};
export const drill = async (town: Town, kind: string, recovered = 1000, isTyped = false) => {
  const nowMs = await town.now();
  const played = {
    kind,
    rowsBefore: 1000,
    rowsRecovered: recovered,
    note: '切换到备份',
    startedAt: new Date(nowMs - 600_000).toISOString(),
    finishedAt: new Date(nowMs - 30_000).toISOString(),
  };
  if (isTyped) await town.act(admin, 'trust', 'recordDrill', played);
  else await town.asPeer('backup', 'trust', 'recordDrill', played);
};
const checkedChain: Acted = {
  plant: 'nobody checks the chain of the audit trail',
  mend: 'the check comes round, and the commands take a copy off site and play a loss of power',
  turns: 'absent',
  mendIt: async (town) => {
    await drill(town, 'POWER_LOSS');
    await backup(town, 'OFF_SITE');
    await town.rounds();
    await town.later(1.1);
    await town.rounds();
  },
};

export const backupPlants: Plants = {
  '11.6.1.di-dm': { act: backups },
  '11.6.2.dn-do': { act: backups },
  '11.6.4.dp-dt': {
    act: backups,
    also: [
      {
        plant: 'the copy off site lacks a hundred tables, and the one here is whole',
        mend: 'the next one off site is whole',
        turns: 'breached',
        plantIt: async (town) => {
          await town.later(0.5);
          await backup(town, 'OFF_SITE', { lacks: 100 });
          await town.later(0.01);
          await backup(town, 'LOCAL');
        },
        mendIt: async (town) => {
          await town.later(0.01);
          await backup(town, 'OFF_SITE');
        },
      },
      {
        plant: 'a table of consumers is missing from the copy here, and another is counted in its place',
        mend: 'the next one has them all',
        turns: 'breached',
        plantIt: async (town) => {
          await town.later(0.7);
          await backup(town, 'OFF_SITE');
          await backup(town, 'LOCAL', { lacksOf: 'consumers' });
        },
        mendIt: async (town) => {
          await town.later(0.01);
          await backup(town, 'LOCAL');
        },
      },
      {
        plant: 'nobody takes a full backup for three months',
        mend: 'the command takes one here and one off site',
        turns: 'absent',
        plantIt: (town) => backups.mendIt(town).then(() => town.later(90)),
        mendIt: backups.mendIt,
      },
    ],
  },
  '11.6.5.du-dx': {
    act: backups,
    also: [
      {
        plant: 'for two days nobody checks the copies off site',
        mend: 'the next one is checked',
        turns: 'absent',
        plantIt: async (town) => {
          await town.later(2);
          await backup(town, 'OFF_SITE', { check: 'NONE' });
          await backup(town, 'LOCAL');
        },
        mendIt: (town) => backup(town, 'OFF_SITE'),
      },
    ],
  },
  '11.5.dg': {
    act: checkedChain,
    also: [
      {
        plant: 'the platform is killed while people trade, and loses something that it had answered',
        mend: 'the next time it loses nothing',
        turns: 'breached',
        plantIt: async (town) => {
          await checkedChain.mendIt(town);
          await town.later(0.01);
          await drill(town, 'POWER_LOSS', 999);
        },
        mendIt: async (town) => {
          await town.later(0.01);
          await drill(town, 'POWER_LOSS');
        },
      },
    ],
  },
  // Who is at a database server needs one: the county here lies in files.
  '11.5.dh': { act: checkedChain, elsewhere: 'subgraphs/trust/src/database-sessions/sightings.spec.ts' },
};
