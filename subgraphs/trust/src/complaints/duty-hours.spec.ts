import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { contextOf, SELLER, staff } from '../testing/trust-room.fixture.ts';
import { complaintEvidence } from './complaint.evidence.ts';

const mediator = staff('mediator');

describe('who took complaints, beside who should have [6.6.b]', () => {
  let own: DisclosureRoom;
  beforeEach(async () => {
    own = await openDisclosure();
  });
  afterEach(() => own.room.close());
  const byPhone = async () => {
    const nowMs = own.room.clock.now();
    const figures = await complaintEvidence['6.6.b']!(contextOf(own.room), {
      fromMs: nowMs - 30 * DAY_MS,
      toMs: nowMs,
    });
    const one = figures.find(({ label }) => label === '电话有人签到的班次')!;
    return [one.value, one.condition?.outOf, verdictOf(one), one.condition?.missed.map(({ text }) => text)];
  };

  it('counts each shift that is over, and names those to which nobody came', async () => {
    await own.room.owner('coop', SELLER);
    // Wednesday 25 November, ten o'clock in China.
    const { id } = await own.run(mediator, 'saveDutyShift', {
      channel: 'PHONE',
      weekday: 3,
      starts: '12:00',
      ends: '16:00',
      person: '温暖晴',
    });
    expect(await byPhone()).toEqual([0, 0, 'few', []]);
    own.room.clock.set('2026-11-25T03:40:00Z');
    expect(await own.run(mediator, 'signOnDuty', { shiftId: id })).toMatchObject({ __typename: 'RecordSaved' });
    own.room.clock.set('2026-11-26T00:00:00Z');
    expect(await byPhone()).toEqual([1, 1, 'met', []]);
    own.room.clock.set('2026-12-03T00:00:00Z');
    expect(await byPhone()).toEqual([1, 2, 'breached', ['2026-12-02 电话12:00']]);
  });
});
