import { apiName } from '@heitu/kit/rules/enums';
import type { ClauseId, ClauseRef } from '@heitu/standard';
import type { Row } from '../contract/platform.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import type { Acted } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { bought } from './trade.ts';

/** A buyer complains of something that no row shows, nobody answers, and the mediator finds who is liable. */
export async function decidedAgainst(
  town: Town,
  clause: ClauseRef,
  liableParty: 'SELLER' | 'CARRIER',
  finding: string,
): Promise<void> {
  const orderId = await bought(town, 'delivered');
  const kind = liableParty === 'SELLER' ? 'QUALITY' : 'DELIVERY';
  await town.act('consumer', 'trust', 'fileComplaint', { orderId, kind, text: finding, wanted: 'ANSWER' });
  await town.later(5);
  await town.rounds('sweep-complaints');
  const complaintId = await idOf(town, 'trust', 'select id from Complaint where orderId = ?', orderId);
  const decision = { complaintId, liableParty, finding, compensationFen: 100, clause };
  await town.act('mediator', 'trust', 'decideComplaint', decision);
}
/** As it is said of a plant: found by a person, and mended by what the entry counts. */
export const foundBy = (
  what: string,
  clause: ClauseRef,
  liable: 'SELLER' | 'CARRIER',
  mendIt: (town: Town) => Promise<unknown>,
): Acted => ({
  plant: `a buyer complains that ${what}, and the mediator finds it so`,
  mend: 'two months later another is done as it should',
  turns: 'breached',
  plantIt: (town) => decidedAgainst(town, clause, liable, '查过记录和照片，情况属实'),
  mendIt: async (town) => {
    await town.later(60);
    await mendIt(town);
  },
});
export const anotherComes = async (town: Town) => void (await bought(town, 'delivered'));

/** The mediator sees for themselves that a seller does not keep a clause, and sets a day. */
async function demand(town: Town, clause: ClauseId): Promise<void> {
  await town.act('mediator', 'trust', 'takeMeasure', {
    partyId: await town.partyOf('seller-owner'),
    step: 'RECTIFICATION',
    reason: '到店里看过，页面上找不到',
    clause,
    dueOn: new Date((await town.now()) + 10 * 86_400_000).toISOString().slice(0, 10),
  });
}
async function putRight(town: Town, clause: ClauseId): Promise<void> {
  const measureId = await idOf(town, 'trust', "select id from Measure where state = 'in-force' and clause = ?", clause);
  const head = headOf(await town.partyOf('seller-owner'), 'seller-owner');
  await town.act(head, 'trust', 'reportRectification', { measureId, text: '已经写在店铺首页' });
  await town.act('mediator', 'trust', 'confirmRectification', { measureId, accept: true });
}
export const toBePutRight = (what: string, clause: ClauseId): Acted => ({
  plant: `the mediator finds that ${what}, and sets a day for it`,
  mend: 'the seller puts it right, and the mediator confirms it',
  turns: 'breached',
  plantIt: (town) => demand(town, clause),
  mendIt: (town) => putRight(town, clause),
});
export const neverPutRight = (what: string, clause: ClauseId): Acted => ({
  plant: `the mediator finds that ${what}, the day for it passes, and nobody decides on the next step either`,
  mend: 'the mediator sets another day, the seller puts it right, and the mediator confirms it',
  turns: 'breached',
  plantIt: async (town) => {
    // What another plant put right lies before it: the clock has gone back since.
    await town.later(1);
    await demand(town, clause);
    for (const days of [12, 40]) {
      await town.later(days);
      await town.rounds('sweep-measures');
    }
  },
  mendIt: async (town) => {
    await demand(town, clause);
    await putRight(town, clause);
  },
});
/** The operator punishes a seller for what it did, and sets no day. */
export const punished = (step: 'WARNING' | 'SUSPENSION', what: string, clause: ClauseRef): Acted => ({
  plant: `a seller ${what}, and the mediator ${step === 'WARNING' ? 'warns' : 'suspends'} it`,
  mend: 'the mediator lifts it, and two months pass without another',
  turns: 'breached',
  plantIt: async (town) =>
    town.act('mediator', 'trust', 'takeMeasure', { partyId: await punishedParty(town), step, reason: what, clause }),
  mendIt: async (town) => {
    const lifted = { partyId: await punishedParty(town), step: 'LIFTED', reason: '已经改正', clause };
    await town.act('mediator', 'trust', 'takeMeasure', lifted);
    await town.rounds('relay');
    await town.later(60);
  },
});
/** One with whom no other plant trades. */
const punishedParty = async (town: Town) =>
  idOf(town, 'trust', "select max(partyId) as id from KnownParty where kind = 'farmer'");

/** Whoever had a task is taken off it, and nobody has it. */
export function leaves(does: string, title: string, roles: readonly string[], afterDays: number): Acted {
  const gone: Row[] = [];
  const set = async (town: Town, active: boolean) => {
    for (const { accountId, role } of gone)
      await town.act('operator-admin', 'trust', 'setStaffRole', { accountId, role, active });
  };
  return {
    plant: `the last ${title} leaves, and nobody ${does} any more`,
    mend: 'the task is given to somebody again',
    turns: 'absent',
    async plantIt(town) {
      // A task is taken by the newest word on it: the clock has gone back since the plant before.
      await town.later(afterDays);
      const held = await town.rows('trust', 'select accountId, role from GrantRow where active = 1');
      gone.push(
        ...held
          .map(({ accountId, role }) => ({ accountId, role: apiName(String(role)) }))
          .filter(({ role }) => roles.includes(role)),
      );
      await set(town, false);
    },
    mendIt: (town) => set(town, true),
  };
}
