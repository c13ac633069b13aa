import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, peerActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const finance = staff('finance');

// 25 November 2026, ten o'clock in China.
describe('the end of the platform', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  beforeEach(async () => {
    ({ room, run } = await openDisclosure());
  });
  afterEach(() => room.close());
  const SHOWN = 'PlatformEnding { id state }';
  const propose = (endsOn: string) =>
    run(admin, 'proposeEnding', { endsOn, reason: '县里合并平台，订单由省平台接着办' }, SHOWN);
  const decide = (who: Actor, endingId: string, announce: boolean) =>
    run(who, 'decideEnding', { endingId, announce }, SHOWN);
  const shown = async (who: Actor) =>
    (await room.graph<any>(who, '{ platformEnding { state endsAt availableActions } }')).platformEnding;
  const ended = async () =>
    (await room.graph<any>(peerActor('orders'), '{ agreementsOwed(accountId: "a", partyIds: []) { ended } }'))
      .agreementsOwed.ended;

  it('is announced by two persons, thirty days ahead at least, and refuses new orders from its day', async () => {
    expect(await propose('2026-12-25')).toMatchObject({ code: 'ENDS_TOO_SOON' });
    const { id } = await propose('2026-12-26');
    expect(await propose('2026-12-30')).toMatchObject({ code: 'ALREADY_PROPOSED' });
    expect([await shown(ANONYMOUS), await shown(admin)]).toMatchObject([null, { availableActions: ['WITHDRAW'] }]);
    expect(await decide(admin, id, true)).toMatchObject({ code: 'SAME_PERSON' });
    expect(await decide(finance, 'NOSUCH', true)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await decide(finance, id, true)).toMatchObject({ state: 'ANNOUNCED' });
    expect(await shown(ANONYMOUS)).toEqual({
      state: 'ANNOUNCED',
      endsAt: '2026-12-25T16:00:00.000Z',
      availableActions: [],
    });
    room.clock.set('2026-12-25T15:59:59Z');
    expect(await ended()).toBe(false);
    room.clock.set('2026-12-25T16:00:00Z');
    expect(await ended()).toBe(true);
    expect(await decide(admin, id, false)).toMatchObject({ code: 'ALREADY_ENDED' });
    await room.subgraph.runOnce();
    expect(await shown(ANONYMOUS)).toMatchObject({ state: 'ENDED' });
    expect(await ended()).toBe(true);
  });

  it('is taken back until it has come, and is nothing without a second person', async () => {
    const { id } = await propose('2026-12-30');
    await decide(finance, id, true);
    expect(await decide(admin, id, false)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await shown(ANONYMOUS)).toBeNull();
    expect(await propose('2027-01-30')).toMatchObject({ state: 'PROPOSED' });
    room.clock.advance(7 * DAY_MS);
    await room.subgraph.runOnce();
    expect(await shown(admin)).toBeNull();
    const third = await propose('2027-01-02');
    room.clock.advance(DAY_MS);
    expect(await decide(finance, third.id, true)).toMatchObject({ code: 'ENDS_TOO_SOON' });
    expect(await ended()).toBe(false);
  });
});
