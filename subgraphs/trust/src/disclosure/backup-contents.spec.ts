import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor, type Actor } from '@heitu/kit/rules/actor';
import { keysOf } from '@heitu/kit/rules/checked';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { apiName } from '@heitu/kit/rules/enums';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { BACKUP_CONTENTS } from '@heitu/standard';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { contextOf, staff } from '../testing/trust-room.fixture.ts';
import { securityEvidence } from './security.evidence.ts';

/** The command that takes backups signs its calls. */
const tool = peerActor('backup');
const WHOLE = keysOf(BACKUP_CONTENTS).map((kind) => ({ kind: apiName(kind), tableCount: 8, tableTotal: 8 }));

describe('what a backup holds, kind by kind [11.6.4.dp-dt]', () => {
  let own: DisclosureRoom;
  beforeEach(async () => {
    own = await openDisclosure();
  });
  afterEach(() => own.room.close());
  let count = 0;
  const taken = async (contents: object[] | undefined, by: Actor = tool) => {
    own.room.clock.advance(MINUTE_MS);
    const at = new Date(own.room.clock.now()).toISOString();
    const done = await own.run(by, 'recordBackup', {
      requestId: `b${(count += 1)}`,
      method: 'FULL',
      place: 'LOCAL',
      succeeded: true,
      check: 'CRC',
      tableCount: 40,
      tableTotal: 40,
      contents,
      startedAt: at,
      finishedAt: at,
    });
    expect(done).toMatchObject({ __typename: 'RecordSaved' });
  };
  /** What is not kept, and by whose word. */
  const odd = async () => {
    const nowMs = own.room.clock.now();
    const period = { fromMs: nowMs - DAY_MS, toMs: nowMs };
    const figures = await securityEvidence['11.6.4.dp-dt']!(contextOf(own.room), period);
    return figures.flatMap((one) => {
      const verdict = verdictOf(one);
      return verdict === 'met' ? [] : [[one.label, verdict, one.value]];
    });
  };

  it('is whole where each of the five kinds has all of its tables', async () => {
    await taken(WHOLE);
    expect(await odd()).toEqual([]);
  });

  it('names the kind of which a table lacks, and the one of which nobody told', async () => {
    await taken(
      WHOLE.flatMap((one) =>
        one.kind === 'PAGES' ? [] : [{ ...one, tableCount: one.kind === 'CONSUMERS' ? 7 : one.tableCount }],
      ),
    );
    expect(await odd()).toEqual([
      ['本地备份里的页面基本信息', 'absent', 0],
      ['本地备份里的消费者基本信息', 'breached', 7],
    ]);
    // Of none at all there is nothing to be whole.
    await taken(WHOLE.map((one) => (one.kind === 'TRADE' ? { ...one, tableCount: 0, tableTotal: 0 } : one)));
    expect(await odd()).toEqual([['本地备份里的交易信息', 'absent', 0]]);
  });

  it('is not known of a set whose kinds were not recorded, as by releases of before', async () => {
    await taken(undefined);
    expect(await odd()).toEqual(
      keysOf(BACKUP_CONTENTS).map((kind) => [`本地备份里的${BACKUP_CONTENTS[kind].title}`, 'absent', 0]),
    );
    await taken(WHOLE, staff('operator-admin'));
    // The command's word goes before a person's, however new that is.
    expect((await odd()).length).toBe(5);
  });
});
