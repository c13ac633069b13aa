import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { contextOf, staff } from '../testing/trust-room.fixture.ts';
import { securityEvidence } from './security.evidence.ts';

const admin = staff('operator-admin');
/** The command that plays it signs its calls. */
const tool = peerActor('backup');
const ASKED = '一年内的断电测试';
const LOST = '断电测试里办成了却没留下的';
const TYPED = '后来登记的、丢了东西的断电测试';

describe('the test of a loss of power [11.5.dg]', () => {
  let own: DisclosureRoom;
  beforeEach(async () => {
    own = await openDisclosure();
  });
  afterEach(() => own.room.close());
  let count = 0;
  /** Ended so long ago, with so many of a thousand answers kept. */
  const played = async (by: Actor, agoMs: number, rowsRecovered = 1000) => {
    const nowMs = own.room.clock.now();
    const done = await own.run(by, 'recordDrill', {
      requestId: `p${(count += 1)}`,
      kind: 'POWER_LOSS',
      rowsBefore: 1000,
      rowsRecovered,
      note: '强行终止',
      startedAt: new Date(nowMs - HOUR_MS).toISOString(),
      finishedAt: new Date(nowMs - agoMs).toISOString(),
    });
    expect(done).toMatchObject({ __typename: 'RecordSaved' });
  };
  const told = async () => {
    const nowMs = own.room.clock.now();
    const figures = await securityEvidence['11.5.dg']!(contextOf(own.room), { fromMs: nowMs - DAY_MS, toMs: nowMs });
    return figures.flatMap((one) =>
      one.label.includes('断电') ? [[one.label, one.condition?.source, verdictOf(one)]] : [],
    );
  };

  it('is owed where the command has never played one, whatever a person writes down', async () => {
    expect(await told()).toEqual([[ASKED, 'signed', 'absent']]);
    await played(admin, 0);
    expect(await told()).toEqual([
      [ASKED, 'declared', 'met'],
      [LOST, 'declared', 'met'],
    ]);
  });

  it('is passed where nothing was lost in the newest one, and says what was', async () => {
    await played(tool, 2000, 999);
    expect(await told()).toEqual([
      [ASKED, 'signed', 'met'],
      [LOST, 'signed', 'breached'],
    ]);
    await played(tool, 1000);
    expect(await told()).toEqual([
      [ASKED, 'signed', 'met'],
      [LOST, 'signed', 'met'],
    ]);
    // A person who says afterwards that something was lost is believed.
    await played(admin, 500, 1);
    expect(await told()).toContainEqual([TYPED, 'declared', 'breached']);
    await played(tool, 0);
    expect(await told()).toEqual([
      [ASKED, 'signed', 'met'],
      [LOST, 'signed', 'met'],
    ]);
  });

  it('says nothing of what runs a year later', async () => {
    await played(tool, 0);
    own.room.clock.advance(366 * DAY_MS);
    expect((await told())[0]).toEqual([ASKED, 'signed', 'met']);
    own.room.clock.advance(1);
    expect((await told())[0]).toEqual([ASKED, 'signed', 'absent']);
  });
});
