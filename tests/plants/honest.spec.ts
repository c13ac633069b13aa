import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClauseId } from '@heitu/standard';
import { fileSupplier } from './party.plants.ts';
import { openTown, type Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';
import { markOnPaper } from './marks.ts';
import { bought } from './trade.ts';

describe('what is as it should be, and is no breach', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town?.close());

  const stays = async (ids: readonly ClauseId[], act: () => Promise<unknown>) => {
    const standings = () => Promise.all(ids.map(async (id) => [id, await town.verdict(id)]));
    await town.atStart();
    const before = await standings();
    expect(before).toEqual(ids.map((id) => [id, 'met']));
    await act();
    expect(await standings()).toEqual(before);
  };

  /** They come to a session on it, and whoever teaches has ticked them. */
  const attend = async (who: string, kind: string) => {
    const at = async (hours: number) => new Date((await town.now()) + hours * 3_600_000).toISOString();
    const planned = {
      kind,
      audience: 'CARRIER',
      place: '县城冷链园',
      isOnline: false,
      teacher: '孟老师',
      seatsMax: 20,
    };
    const when = { startsAt: await at(1), endsAt: await at(3) };
    const { id: sessionId } = await town.act('operator-admin', 'sellers', 'planSession', { ...planned, ...when }, 'id');
    await town.act(who, 'sellers', 'signUpForSession', { sessionId });
    await town.later(2 / 24);
    const seatId = await idOf(town, 'sellers', 'select id from TrainingSeat where sessionId = ?', sessionId);
    await town.act('operator-admin', 'sellers', 'tickAttendance', { seatId });
    await town.act(who, 'sellers', 'confirmAttendance', { seatId });
  };

  it('a supplier whose papers the seller has had for a day, and of whom it buys nothing yet [7.3.1.a-c]', () =>
    stays(['7.3.1.a-c'], async () => {
      await fileSupplier(town);
      await town.later(1);
    }));

  it('somebody who fails the exam for cold goods, and is given none [8.1.ag]', () =>
    stays(['8.1.ag'], async () => {
      const sat = { accountId: town.idOf('regulator'), partyId: await town.partyOf('carrier-manager') };
      await town.act('carrier-manager', 'sellers', 'addStaff', {
        ...sat,
        name: '来学的',
        role: 'NONE',
        rights: [],
        post: '搬运',
      });
      await attend('regulator', 'COLD_CHAIN');
      await markOnPaper(town, { ...sat, kind: 'COLD_CHAIN', score: 20 });
    }));

  it('a courier who was taken on today, and has carried nothing yet [8.5.3.bu-bv]', () =>
    stays(['8.5.3.bu-bv'], async () =>
      town.act('carrier-manager', 'logistics', 'registerCourier', {
        carrierPartyId: await town.partyOf('carrier-manager'),
        accountId: town.idOf('regulator'),
        name: '新来的',
        phone: '13904510099',
      }),
    ));

  it('a truck that has just set out, and is looked at within its time [8.4.3.bm-bn]', () =>
    stays(['8.4.3.bm-bn'], () => bought(town, 'taken')));

  it('a seller whom the operator has suspended, and who sells nothing meanwhile [5.1.a] [7.1.a]', () =>
    stays(['5.1.a', '7.1.a'], async () => {
      const partyId = await town.partyOf('seller-owner');
      const measure = { partyId, step: 'SUSPENSION', reason: '屡次缺斤少两', clause: '7.3.4.a' };
      await town.act('mediator', 'trust', 'takeMeasure', measure);
      await town.rounds('relay');
      const [party] = await town.rows('sellers', 'select standing from Party where id = ?', [partyId]);
      expect(party?.['standing']).toBe('suspended');
    }));
});
