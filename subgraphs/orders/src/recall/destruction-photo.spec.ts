import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { openOrders, riceSeller, stockFaults, type Room } from '../orders.fixture.ts';
import { noteOpened, uploaded } from './reported.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const CASE = 'recall-1';

/** What the sceptic found: whoever destroyed, or did not, took a photo of anything, and it counted. */
describe('a photo of a destruction counts once somebody else has looked at it [7.3.6.a-c]', () => {
  let room: Room;
  let rowId: string;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 20, '2026-12-10');
    await room.tell('catalog.lot-blocked.v1', {
      lotId: 'lot-1',
      lotCode: 'L-1',
      skuId: 'rice',
      partyId: 'party-rice',
      cause: 'recalled',
      reason: '召回',
      recallId: CASE,
    });
    rowId = (await row()).id;
    await uploaded(room, riceSeller, 'recall-proof-photo', 'photo');
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  const row = () => room.context().rows.selectFrom('RecallRow').selectAll().executeTakeFirstOrThrow();
  const onHand = async () =>
    (await room.context().rows.selectFrom('LotStock').select('onHand').executeTakeFirstOrThrow()).onHand;
  const does = async (as: Actor, name: string, more: object): Promise<any> => {
    const type = name[0]!.toUpperCase() + name.slice(1);
    const answer = await room.graph<any>(
      as,
      `mutation($input: ${type}Input!) { ${name}(input: $input) {
        ... on RecallCase { figures { destroyedUnits shownUnits } } ... on ${type}Refused { code message } } }`,
      { input: { caseId: CASE, rowIds: [rowId], ...more } },
    );
    return answer[name];
  };
  const show = (photoId = 'photo') => does(riceSeller, 'destroyRecalled', { photoId });
  const due = async () =>
    (await room.graph<any>(admin, '{ ordersDue { kind } }')).ordersDue.filter(
      ({ kind }: { kind: string }) => kind === 'RECALL_PHOTO',
    ).length;

  it('lies with a reviewer, then with the administrators too, and writes nothing off before', async () => {
    expect(await show()).toEqual({ figures: { destroyedUnits: 0, shownUnits: 20 } });
    expect(await row()).toMatchObject({ state: 'shown', endedAtMs: null });
    expect(await onHand()).toBe(20);
    room.clock.advance(5 * DAY_MS);
    expect(await due()).toBe(1);
    expect(await does(admin, 'decideDestruction', { accepted: true })).toMatchObject({ code: 'PHOTO_NOT_OPENED' });
    await noteOpened(room, admin, 'photo');
    expect(await does(admin, 'decideDestruction', { accepted: true })).toEqual({
      figures: { destroyedUnits: 20, shownUnits: 0 },
    });
    expect(await onHand()).toBe(0);
    expect(await row()).toMatchObject({ state: 'destroyed', lookedBy: 'admin', endedBy: riceSeller.id });
    expect(await does(admin, 'decideDestruction', { accepted: true })).toMatchObject({ code: 'WRONG_STATE' });
    expect(await due()).toBe(0);
  });

  it('is looked at by nobody who took it, or acts for whose goods they are', async () => {
    await show();
    for (const id of [riceSeller.id, 'helper']) {
      const own = account(id, { role: 'reviewer' });
      const grants = [...own.grants, { role: 'seller-staff' as const, partyId: 'party-rice' }];
      await noteOpened(room, own, 'photo');
      expect(await does({ ...own, grants }, 'decideDestruction', { accepted: true })).toMatchObject({
        code: 'OWN_PHOTO',
      });
    }
    expect(await row()).toMatchObject({ state: 'shown' });
  });

  it('goes back with a reason, and is taken anew', async () => {
    await show();
    await noteOpened(room, admin, 'photo');
    expect(await does(admin, 'decideDestruction', { accepted: false })).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await does(admin, 'decideDestruction', { accepted: false, reason: '看不出是哪批货' })).toEqual({
      figures: { destroyedUnits: 0, shownUnits: 0 },
    });
    expect(await row()).toMatchObject({ state: 'sealed', photoReturnReason: '看不出是哪批货', proofId: null });
    await uploaded(room, riceSeller, 'recall-proof-photo', 'better');
    expect(await show('better')).toEqual({ figures: { destroyedUnits: 0, shownUnits: 20 } });
    expect(await row()).toMatchObject({ photoReturnReason: null });
    // Who has seen the old photo has not seen this one.
    expect(await does(admin, 'decideDestruction', { accepted: true })).toMatchObject({ code: 'PHOTO_NOT_OPENED' });
  });
});
