import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';

const ADMIN = 'operator-admin';
/** Until somebody has looked once nobody knows which rules run. */
const WATCH = 'watch-permissions';

async function finance(town: Town, active: boolean): Promise<void> {
  for (const { accountId } of await town.rows('trust', "select accountId from GrantRow where role = 'finance'"))
    await town.act(ADMIN, 'trust', 'setStaffRole', { accountId, role: 'FINANCE', active });
}

const nobodyWithMoney: Acted = {
  plant: 'nobody is left who keeps the money of the platform',
  mend: 'the role is given again',
  turns: 'breached',
  plantIt: async (town) => {
    await town.rounds(WATCH);
    await finance(town, false);
  },
  mendIt: (town) => finance(town, true),
};
const unapproved: Acted = {
  plant: 'the platform runs with rules that nobody approves, until their day is over',
  mend: 'the administrator approves them',
  turns: 'breached',
  plantIt: async (town) => {
    await town.rounds(WATCH);
    const [running] = await town.rows('trust', "select dueAtMs from PermissionVersion where inForce = 'now'");
    await town.later((Number(running?.['dueAtMs']) - (await town.now())) / DAY_MS + 1);
    await town.rounds(WATCH);
  },
  mendIt: async (town) =>
    town.act(ADMIN, 'trust', 'approvePermissionVersion', {
      versionId: await idOf(town, 'trust', "select id from PermissionVersion where inForce = 'now'"),
    }),
};

export const rolePlants: Plants = {
  '5.3.e-i': { act: nobodyWithMoney, also: [unapproved] },
};
