import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, documentedLot, draft, lotInput, openRoom, operator, requestId, seller } from '../testing.fixture.ts';

describe('what a lot was made from [7.3.6.a-c]', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  const released = async () => {
    const lot = await documentedLot(room, skuId);
    await act(room, seller, 'releaseLot', { lotId: lot.lotId });
    return lot;
  };
  const made = async (sourceCodes: string[], release: boolean, units = 100) => {
    const lot = await act(
      room,
      seller,
      'registerLot',
      lotInput(skuId, { units, sources: sourceCodes.map((code) => ({ code, units })) }),
      'id lotCode',
    );
    if (release)
      await room.subgraph.orm.em.fork().execute(`update \`Lot\` set state = 'released' where id = '${lot.id}'`);
    return lot as { id: string; lotCode: string };
  };
  const stateOf = async (id: string) =>
    (await room.graph<any>(operator, 'query($id: ID!) { lot(id: $id) { state blockReason } }', { id })).lot;
  const told = async () =>
    (
      (await room.subgraph.orm.em
        .fork()
        .getKysely()
        .selectFrom('Outbox' as never)
        .select('payload' as never)
        .where('type' as never, '=', 'catalog.lots-stopped.v1' as never)
        .orderBy('id' as never)
        .execute()) as { payload: string }[]
    ).flatMap(({ payload }) => {
      const { recall, lots } = JSON.parse(payload);
      return lots.map((lot: { lotId: string; recallId: string | null }) => ({ ...lot, recall }));
    });

  it('calls back with a lot what was made from it, whatever lies between, as one case', async () => {
    const { lotId, code } = await released();
    const flour = await made([code], true);
    const bread = await made([flour.lotCode], true, 50);
    const waiting = await made([flour.lotCode], false, 50);
    const other = await released();
    const { lot } = await room.graph<any>(
      operator,
      'query($id: ID!) { lot(id: $id) { madeInto { id } madeFrom { id } } }',
      { id: lotId },
    );
    expect([lot.madeInto.map(({ id }: any) => id).sort(), lot.madeFrom]).toEqual([
      [flour.id, bread.id, waiting.id].sort(),
      [],
    ]);
    const back = await room.graph<any>(operator, 'query($id: ID!) { lot(id: $id) { madeFrom { id } } }', {
      id: bread.id,
    });
    expect(back.lot.madeFrom.map(({ id }: any) => id)).toEqual([flour.id, lotId]);
    await act(room, operator, 'recallLot', {
      requestId: requestId(),
      lotId,
      reason: '农残不合格',
      level: 'TWO',
      hazard: 'RESIDUE',
      orderNumber: '五常市监召〔2026〕3号',
    });
    expect(await Promise.all([lotId, flour.id, bread.id, waiting.id, other.lotId].map(stateOf))).toMatchObject([
      { state: 'RECALLED', blockReason: '农残不合格' },
      { state: 'RECALLED', blockReason: expect.stringContaining(code) },
      { state: 'RECALLED' },
      { state: 'BLOCKED' },
      { state: 'RELEASED' },
    ]);
    const recalls = (await told()).filter(({ recallId }) => recallId !== null);
    expect((await told()).map((one) => one.lotId).sort()).toEqual([lotId, flour.id, bread.id, waiting.id].sort());
    expect(recalls.map((one) => one.lotId).sort()).toEqual([lotId, flour.id, bread.id].sort());
    const [first] = recalls;
    for (const one of recalls) expect(one.recall).toEqual(first.recall);
    expect(first.recall).toMatchObject({
      caseId: recalls.find((one) => one.lotId === lotId).recallId,
      rootLotId: lotId,
      level: 'two',
      hazard: 'residue',
      caller: 'authority',
    });
  });

  it('ends nowhere before its last bag: a recall finds what was made over and over', async () => {
    const { lotId } = await released();
    const em = room.subgraph.orm.em.fork();
    const deep = Array.from({ length: 60 }, (_, i) => `deep${String(i).padStart(22, '0')}`);
    const columns = Object.keys((await em.execute(`select * from \`Lot\` where id = '${lotId}'`))[0] ?? {});
    const rest = columns.filter((name) => name !== 'id' && name !== 'code').map((name) => `\`${name}\``);
    for (const [i, id] of deep.entries()) {
      await em.execute(
        `insert into \`Lot\` (id, code, ${rest}) select '${id}', '${id}', ${rest} from \`Lot\` where id = '${lotId}'`,
      );
      await em.execute(`insert into LotSource (lotId, sourceLotId) values ('${id}', '${deep[i - 1] ?? lotId}')`);
    }
    expect(
      await act(room, seller, 'recallLot', { requestId: requestId(), lotId, reason: '农残不合格' }, 'state'),
    ).toMatchObject({ state: 'RECALLED' });
    expect(await stateOf(deep.at(-1)!)).toMatchObject({ state: 'RECALLED' });
  });

  it('is not made of what was called back, nor of what is not there', async () => {
    const { lotId, code } = await released();
    expect(
      await act(room, seller, 'registerLot', lotInput(skuId, { sources: [{ code: 'NOTHING', units: 1 }] })),
    ).toMatchObject({
      code: 'SOURCE_UNKNOWN',
      details: [{ path: ['sources', '0', 'code'], text: '找不到NOTHING' }],
    });
    await act(room, seller, 'recallLot', { requestId: requestId(), lotId, reason: '变质' });
    expect(await act(room, seller, 'registerLot', lotInput(skuId, { sources: [{ code, units: 1 }] }))).toMatchObject({
      code: 'SOURCE_UNKNOWN',
    });
  });

  it("is called back by the authority's order through the operator alone", async () => {
    const { lotId } = await released();
    expect(
      await act(room, seller, 'recallLot', { requestId: requestId(), lotId, reason: '变质', orderNumber: '1' }),
    ).toMatchObject({ code: 'ORDER_NOT_YOURS' });
    expect(await stateOf(lotId)).toMatchObject({ state: 'RELEASED' });
  });
});

describe('a lot that was made from nothing, on MariaDB', () => {
  it('has no sources, and nothing made from it', async () => {
    const url = await freshDatabase(process.env['TEST_DATABASE_URL'], 'lineage');
    const room = await openRoom(undefined, undefined, undefined, url);
    try {
      const { skuId } = await draft(room);
      const { lotId } = await documentedLot(room, skuId);
      const { lot } = await room.graph<any>(
        operator,
        'query($id: ID!) { lot(id: $id) { madeInto { id } madeFrom { id } } }',
        { id: lotId },
      );
      expect(lot).toEqual({ madeInto: [], madeFrom: [] });
    } finally {
      await room.close();
    }
  }, 60_000);
});
