import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CARRIER, openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('cash that a carrier keeps too long', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());

  it('brings it a day to put that right: heard twice, one measure [8.2.az]', async () => {
    const overdue = { carrierPartyId: CARRIER, parcels: 2, amountFen: 10600 };
    const carrier = await room.owner('carrier', CARRIER, 'carrier');
    await room.tell('logistics', 'logistics.cash-overdue.v1', overdue, 'overdue-1');
    await room.tell('logistics', 'logistics.cash-overdue.v1', overdue, 'overdue-1');
    const measures = nodesOf(
      (await room.graph<any>(ANONYMOUS, '{ measures { edges { node { partyId step state clause reason dueAt } } } }'))
        .measures,
    );
    expect(measures).toEqual([
      {
        partyId: CARRIER,
        step: 'RECTIFICATION',
        state: 'IN_FORCE',
        clause: '8.2.az',
        reason: '代收的货款过期没有交给商家：2笔，106.00元',
        dueAt: expect.any(String),
      },
    ]);
    const { messages } = await room.graph<any>(carrier, '{ messages { edges { node { kind } } } }');
    expect(nodesOf(messages).filter(({ kind }: any) => kind === 'MEASURE_TAKEN')).toHaveLength(1);
  });
});
