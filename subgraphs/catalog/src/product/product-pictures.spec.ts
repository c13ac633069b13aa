import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, PICTURE, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, draft, openRoom, otherSeller, productInput, requestId, reviewer, seller } from '../testing.fixture.ts';
import type { CatalogContext } from '../context.ts';

describe('pictures of products', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it('carries up to nine pictures, the first as its cover, and takes only those that its seller uploaded', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) {
      const upload = await room.subgraph.edge(
        { method: 'POST', path: '/files', query: { purpose: 'product-picture' }, headers: {}, body: PICTURE },
        seller,
        'r',
      );
      ids.push(JSON.parse(String(upload.body)).id);
    }
    const nine = ids.slice(0, 9);
    expect(await act(room, seller, 'createProduct', productInput({ pictureIds: ids }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await act(room, seller, 'createProduct', productInput({ pictureIds: [ids[0], ids[0]] }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { id: productId } = await act(
      room,
      seller,
      'createProduct',
      productInput({ pictureId: ids[9], pictureIds: nine }),
    );
    const shown = async () =>
      (
        await room.graph<any>(seller, 'query($id: ID!) { product(id: $id) { pictureId pictureIds } }', {
          id: productId,
        })
      ).product;
    expect(await shown()).toEqual({ pictureId: nine[0], pictureIds: nine });
    const turned = [nine[8]!, nine[0]!];
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: turned }, 'pictureIds'),
    ).toEqual({ __typename: 'Product', pictureIds: turned });
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: [nine[0], 'nothing'] }),
    ).toMatchObject({ code: 'PICTURE_UNKNOWN' });
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureId: ids[9] }, 'pictureIds'),
    ).toMatchObject({ pictureIds: [ids[9], nine[0]] });
    expect(
      await act(
        room,
        seller,
        'reviseProduct',
        { requestId: requestId(), productId, pictureIds: [] },
        'pictureId pictureIds',
      ),
    ).toMatchObject({ pictureId: null, pictureIds: [] });
    expect(await shown()).toEqual({ pictureId: null, pictureIds: [] });
  });

  const send = (body: Buffer, actor = seller, purpose = 'product-picture') =>
    room.subgraph.edge({ method: 'POST', path: '/files', query: { purpose }, headers: {}, body }, actor, 'r');
  const statusFor = async (id: string, actor: Actor) =>
    (
      await room.subgraph.edge(
        { method: 'GET', path: `/files/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) },
        actor,
        'r',
      )
    ).status;
  const pictureOf = async (): Promise<string> => JSON.parse(String((await send(PICTURE)).body)).id;
  const filesKept = async () =>
    (
      await (room.subgraph.contextFor(seller, 'test') as unknown as CatalogContext).rows
        .selectFrom('StoredFile')
        .select('id')
        .execute()
    )
      .map(({ id }) => id)
      .sort();

  it('says of each picture what it shows: as its seller typed it, else from the title', async () => {
    const [cover, field, bowl] = [await pictureOf(), await pictureOf(), await pictureOf()];
    const { productId } = await draft(room, {
      title: '五常大米',
      pictureIds: [cover, field, bowl],
      pictureNotes: [
        { pictureId: field, shows: 'FIELD' },
        { pictureId: bowl, shows: 'SERVED', alt: '一碗冒热气的米饭' },
      ],
    });
    const shown = async () =>
      (
        await room.graph<any>(seller, 'query($id: ID!) { product(id: $id) { pictureAlt pictures { id shows alt } } }', {
          id: productId,
        })
      ).product;
    const revise = (more: object) => act(room, seller, 'reviseProduct', { requestId: requestId(), productId, ...more });
    const served = { id: bowl, shows: 'SERVED', alt: '一碗冒热气的米饭' };
    expect(await shown()).toEqual({
      pictureAlt: '五常大米',
      pictures: [
        { id: cover, shows: null, alt: '五常大米' },
        { id: field, shows: 'FIELD', alt: '五常大米，产地' },
        served,
      ],
    });
    await revise({
      title: '新米',
      pictureNotes: [{ pictureId: field, shows: null }, { pictureId: cover, shows: 'PACK' }, { pictureId: bowl }],
    });
    expect(await shown()).toEqual({
      pictureAlt: '新米，包装',
      pictures: [
        { id: cover, shows: 'PACK', alt: '新米，包装' },
        { id: field, shows: null, alt: '新米，第2张照片' },
        served,
      ],
    });
    // What is said goes with its picture, and stays where the pictures only change their order.
    await revise({ pictureIds: [bowl] });
    expect(await shown()).toEqual({ pictureAlt: served.alt, pictures: [served] });
    await revise({ pictureIds: [bowl, cover] });
    expect((await shown()).pictures).toEqual([served, { id: cover, shows: null, alt: '新米，第2张照片' }]);
    for (const wrong of [[{ pictureId: field }], [{ pictureId: 'nothing', alt: '米' }]])
      expect(await revise({ pictureNotes: wrong })).toMatchObject({ code: 'PICTURE_UNKNOWN' });
    expect(await revise({ pictureNotes: [{ pictureId: cover, alt: '长'.repeat(61) }] })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await shown()).pictures[1].alt).toBe('新米，第2张照片');
  });

  it('puts nothing on sale whose picture is said to show what may not be promised [7.3.7.l]', async () => {
    const cover = await pictureOf();
    const { productId } = await draft(room, {
      pictureIds: [cover],
      pictureNotes: [{ pictureId: cover, alt: '能治病的大米' }],
    });
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({
      code: 'COPY_REFUSED',
      details: [{ about: expect.stringMatching(/^pictures:/) }],
    });
    expect(await statusFor(cover, ANONYMOUS)).toBe(404);
  });

  it('takes pictures of goods from those who sell, as pictures and nothing else, and stores nothing of what it refuses', async () => {
    expect((await send(PICTURE, account('consumer'))).status).toBe(403);
    expect(
      (await send(PICTURE, account('packer', { role: 'seller-staff', partyId: 'party-1', rights: ['orders'] }))).status,
    ).toBe(403);
    expect(JSON.parse(String((await send(Buffer.from('%PDF-1.7 paper'))).body))).toEqual({
      code: 'FILE_TYPE_REFUSED',
      message: '商品照片只支持JPG、PNG、WEBP',
    });
    expect(await filesKept()).toEqual([]);
  });

  it('shows a picture to everybody once its product has been on sale, before that to its seller and overseers, and after a removal too', async () => {
    const id = await pictureOf();
    const colleague = account('colleague', { role: 'seller-staff', partyId: 'party-1', rights: ['products'] });
    const who = [ANONYMOUS, otherSeller, colleague, reviewer, seller];
    const statuses = () => Promise.all(who.map((actor) => statusFor(id, actor)));
    expect(await statuses()).toEqual([404, 404, 404, 404, 200]);
    const { productId } = await draft(room, { pictureIds: [id] });
    expect(await statuses()).toEqual([404, 404, 200, 200, 200]);
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ id: productId });
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    await act(room, seller, 'withdrawProduct', { productId, reason: '换季' });
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    await act(room, reviewer, 'reviewProduct', {
      requestId: requestId(),
      productId,
      finding: 'UNLAWFUL',
      reason: '图片违法',
      clause: '7.3.7.l',
    });
    expect(await statuses()).toEqual([404, 404, 200, 200, 200]);
  });

  it('deletes the pictures that a draft no longer shows, and keeps those that buyers have seen', async () => {
    const [first, shown, next] = [await pictureOf(), await pictureOf(), await pictureOf()];
    const { productId } = await draft(room, { pictureIds: [first] });
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: [shown] });
    await act(room, seller, 'publishProduct', { productId });
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: [next] });
    room.clock.advance(DAY_MS + 1);
    await room.subgraph.runOnce('forget-files');
    expect(await filesKept()).toEqual([shown, next].sort());
    expect(await statusFor(shown, ANONYMOUS)).toBe(200);
  });
});
