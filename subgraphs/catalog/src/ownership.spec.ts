import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { plant } from '@heitu/kit/serving/any-row';
import { account, nodesOf, type TestSubgraph } from '@heitu/kit/serving/testing';
import { isOverseer, ownParties } from './access.ts';
import type { CatalogContext } from './context.ts';
import { fileAudience } from './files.ts';
import { EXPIRED_LOTS_BATCH_MAX } from './lot/block-expired-lots.ts';
import { persons } from './persons.ts';
import { clerk, consumer, openRoom, operator, otherSeller, reviewer, seller } from './testing.fixture.ts';

const staff = (...rights: string[]) => account('staff', { role: 'seller-staff', partyId: 'party-1', rights });
const regulator = account('regulator', { role: 'regulator' });
const trust: Actor = { kind: 'peer', id: 'trust', grants: [] };
const STATES = ['draft', 'on-sale', 'withdrawn', 'removed'];
const LOT_STATES = ['registered', 'released', 'held', 'blocked', 'recalled'];

/** Of two parties the same: `…-1` is ours, `…-2` theirs. A product and a lot in every state, and what hangs on them. */
async function fill(room: TestSubgraph) {
  const nowMs = room.clock.now();
  for (const side of ['1', '2']) {
    const partyId = `party-${side}`;
    const owned = { partyId, shopId: `shop-${side}` };
    await plant(room, 'ShopSale', { ...owned, onSale: 1, atMs: nowMs, reason: '' });
    for (const state of STATES) {
      const productId = `${state}-${side}`;
      const publishedAtMs = state === 'draft' ? null : nowMs;
      const words = { title: '大米', categoryId: 'rice', standardClass: 'recommended' };
      await plant(room, 'Product', { id: productId, state, publishedAtMs, ...words, ...owned });
      await plant(room, 'Sku', { id: `sku-${productId}`, productId, ...owned, labelComplete: 1, storage: 'ambient' });
    }
    for (const state of LOT_STATES) {
      const lot = { skuId: `sku-on-sale-${side}`, productId: `on-sale-${side}`, producedOn: '2026-11-01' };
      await plant(room, 'Lot', { id: `${state}-${side}`, code: `${state}-${side}`, state, ...lot, ...owned });
      await plant(room, 'TraceChain', { lotId: `${state}-${side}`, updatedAtMs: nowMs });
    }
    await plant(room, 'CopyCheck', { id: `check-${side}`, atMs: nowMs, passed: 1, partyId });
    await plant(room, 'ContentReview', {
      id: `review-${side}`,
      productId: `on-sale-${side}`,
      finding: 'lawful',
      partyId,
    });
    await plant(room, 'PriceFlag', { id: `flag-${side}`, state: 'open', rule: 'sharp-rise', partyId });
  }
  await plant(room, 'PriceFlag', { id: 'cleared-1', state: 'cleared', rule: 'sharp-rise', partyId: 'party-1' });
}

describe('whose rows the catalog shows', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await openRoom();
    await fill(room);
  });
  afterAll(() => room.close());

  const ids = async (actor: Actor, root: string, args = '') =>
    nodesOf((await room.graph<any>(actor, `{ ${root}${args} { edges { node { id } } } }`))[root])
      .map(({ id }) => id)
      .sort();
  /** Which of all these are found one by one. */
  const found = async (actor: Actor, root: string, all: readonly string[], argument = 'id', field = 'id') => {
    const asked = all.map((id, at) => `_${at}: ${root}(${argument}: "${id}") { ${field} }`);
    const answer = await room.graph<any>(actor, `{ ${asked.join(' ')} }`);
    return all.filter((_, at) => answer[`_${at}`]);
  };
  const ofBoth = (states: readonly string[]) => ['1', '2'].flatMap((side) => states.map((state) => `${state}-${side}`));
  const ours = (states: readonly string[]) => states.map((state) => `${state}-1`);
  const ALL = ofBoth(STATES);
  const PUBLIC = ofBoth(['on-sale', 'withdrawn']);

  it('products and what they come in: published ones to anyone, drafts and removed ones to their people and overseers', async () => {
    const seen = async (actor: Actor) => {
      const products = await found(actor, 'product', ALL);
      const skus = await found(
        actor,
        'sku',
        ALL.map((id) => `sku-${id}`),
      );
      expect(skus).toEqual(products.map((id) => `sku-${id}`));
      return products.toSorted();
    };
    expect(await seen(consumer)).toEqual(PUBLIC.toSorted());
    expect(await seen(seller)).toEqual([...ours(STATES), 'on-sale-2', 'withdrawn-2'].toSorted());
    expect(await seen(clerk)).toEqual(await seen(seller));
    for (const overseer of [operator, reviewer, regulator]) expect(await seen(overseer)).toEqual(ALL.toSorted());
  });
  it('the list of one’s own products, narrowed to a state or a shop', async () => {
    expect(await ids(seller, 'managedProducts')).toEqual(ours(STATES).toSorted());
    expect(await ids(staff('products'), 'managedProducts')).toEqual(ours(STATES).toSorted());
    expect(await ids(clerk, 'managedProducts')).toEqual([]);
    expect(await ids(operator, 'managedProducts')).toEqual(ALL.toSorted());
    expect(await ids(operator, 'managedProducts', '(state: DRAFT)')).toEqual(['draft-1', 'draft-2']);
    expect(await ids(operator, 'managedProducts', '(shopId: "shop-2")')).toEqual(
      STATES.map((one) => `${one}-2`).toSorted(),
    );
  });
  it('on the shelf: what is on sale, of one shop where that is asked', async () => {
    expect(await ids(consumer, 'products')).toEqual(['on-sale-1', 'on-sale-2']);
    expect(await ids(consumer, 'products', '(shopId: "shop-2")')).toEqual(['on-sale-2']);
  });
  it('lots: to anyone once they were let go, before that to their people and overseers', async () => {
    const all = ofBoth(LOT_STATES);
    const released = all.filter((id) => !id.startsWith('registered'));
    for (const [root, argument, field] of [
      ['lot', 'id', 'id'],
      ['trace', 'code', 'verified'],
    ] as const) {
      expect(await found(consumer, root, all, argument, field)).toEqual(released);
      expect(await found(clerk, root, all, argument, field)).toEqual(all.filter((id) => id !== 'registered-2'));
      expect(await found(reviewer, root, all, argument, field)).toEqual(all);
    }
    expect(await ids(seller, 'lots')).toEqual(ours(LOT_STATES).toSorted());
    expect(await ids(staff('lots'), 'lots')).toEqual(ours(LOT_STATES).toSorted());
    expect(await ids(clerk, 'lots')).toEqual([]);
    expect(await ids(operator, 'lots')).toEqual(all.toSorted());
    expect(await ids(operator, 'lots', '(state: BLOCKED)')).toEqual(['blocked-1', 'blocked-2']);
  });
  it('with a product, only lots that are sold', async () => {
    const LOTS = '{ one: product(id: "on-sale-1") { lots { id } } }';
    expect((await room.graph<any>(consumer, LOTS)).one.lots).toEqual([{ id: 'released-1' }]);
    const BOTH = '{ products { edges { node { lots { id } } } } }';
    expect(nodesOf((await room.graph<any>(consumer, BOTH)).products).flatMap(({ lots }) => lots)).toEqual(
      expect.arrayContaining([{ id: 'released-1' }, { id: 'released-2' }]),
    );
    expect(nodesOf((await room.graph<any>(consumer, BOTH)).products).flatMap(({ lots }) => lots)).toHaveLength(2);
  });
  it('checked texts, reviews and sudden prices: one’s own, everybody’s to overseers', async () => {
    expect(await ids(seller, 'copyChecks')).toEqual(['check-1']);
    expect(await ids(otherSeller, 'copyChecks')).toEqual(['check-2']);
    expect(await ids(clerk, 'copyChecks')).toEqual([]);
    expect(await ids(operator, 'copyChecks')).toEqual(['check-1', 'check-2']);
    expect(await ids(otherSeller, 'priceFlags')).toEqual(['flag-2']);
    expect(await ids(clerk, 'priceFlags')).toEqual([]);
    expect(await ids(operator, 'priceFlags')).toEqual(['cleared-1', 'flag-1', 'flag-2']);
    expect(await ids(operator, 'priceFlags', '(state: OPEN)')).toEqual(['flag-1', 'flag-2']);
    const reviews = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ contentReviews(productId: "on-sale-1") { id } }')).contentReviews;
    expect(await reviews(seller)).toEqual([{ id: 'review-1' }]);
    expect(await reviews(otherSeller)).toEqual([]);
    expect(await reviews(reviewer)).toEqual([{ id: 'review-1' }]);
  });
  it('the papers of a lot: to its people and overseers, and to nobody else', async () => {
    await plant(room, 'Certificate', {
      id: 'certificate-1',
      lotId: 'released-1',
      fileId: 'paper-1',
      partyId: 'party-1',
    });
    await plant(room, 'Inspection', {
      id: 'inspection-2',
      lotId: 'released-2',
      fileId: 'paper-2',
      partyId: 'party-2',
      recordedAtMs: room.clock.now(),
    });
    const audience = async (actor: Actor) => {
      const context = room.subgraph.contextFor(actor, 'file');
      const papers = ['paper-1', 'paper-2'].map((id) => fileAudience(context, { id, purpose: 'certificate' }));
      return Promise.all(papers);
    };
    expect(await audience(seller)).toEqual(['caller', 'nobody']);
    expect(await audience(staff('lots'))).toEqual(['caller', 'nobody']);
    expect(await audience(otherSeller)).toEqual(['nobody', 'caller']);
    for (const nobody of [clerk, consumer]) expect(await audience(nobody)).toEqual(['nobody', 'nobody']);
    for (const overseer of [operator, reviewer]) expect(await audience(overseer)).toEqual(['caller', 'caller']);
  });
  it('manages for those who may, and for nobody else', () => {
    const as = (actor: Actor) => ({ actor }) as CatalogContext;
    expect([ownParties(as(seller)), ownParties(as(clerk), 'lots'), ownParties(as(consumer))]).toEqual([
      ['party-1'],
      [''],
      [''],
    ]);
    expect([systemActor('job'), operator, reviewer, regulator].every((actor) => isOverseer(as(actor)))).toBe(true);
    expect([seller, consumer, trust].some((actor) => isOverseer(as(actor)))).toBe(false);
  });

  it('counts for a month’s conduct what is on sale, party by party', async () => {
    const { catalogConduct } = await room.graph<any>(
      trust,
      '{ catalogConduct(fromMs: "0", toMs: "1") { partyId metric good total } }',
    );
    const labels = (partyId: string) => ({ partyId, metric: 'labels-complete', good: 1, total: 1 });
    expect(catalogConduct).toEqual([labels('party-1'), labels('party-2')]);
  });
  it('keeps of a party its lots’ traces, of an account its papers', async () => {
    const kept = async (subjectId: string) =>
      (await room.graph<any>(trust, 'query($id: ID!) { catalogKept(subjectId: $id) { what } }', { id: subjectId }))
        .catalogKept;
    await plant(room, 'StoredFile', { id: 'paper', ownerId: 'acc-1', purpose: 'certificate', atMs: room.clock.now() });
    expect(await kept('party-1')).toEqual([{ what: '批次登记和追溯记录' }]);
    expect(await kept('acc-1')).toEqual([{ what: '您上传的检验报告和证明' }]);
    expect(await kept('party-3')).toEqual([]);
  });
  it('forgets what was printed on the bags of a party, and of no other', async () => {
    const context = room.subgraph.contextFor(systemActor('job'), 'forget') as unknown as CatalogContext;
    await persons.forget?.(context, 'party-2');
    const rows = await context.rows.selectFrom('Lot').select(['partyId', 'producerName']).execute();
    for (const { partyId, producerName } of rows) expect(producerName === null).toBe(partyId === 'party-1');
  });
});

describe('the clock of the catalog', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await openRoom();
  });
  afterAll(() => room.close());

  it('stops each lot whose last day is over, and none that may still be sold or is stopped already [7.3.6.a-c]', async () => {
    const today = new Date(room.clock.now()).toISOString().slice(0, 10);
    const yesterday = new Date(room.clock.now() - DAY_MS).toISOString().slice(0, 10);
    for (const [id, state, expiresOn] of [
      ['due', 'released', yesterday],
      ['due-too', 'registered', yesterday],
      ['last-day', 'released', today],
      ['endless', 'released', null],
      ['recalled', 'recalled', yesterday],
    ])
      await plant(room, 'Lot', { id, code: id, state, expiresOn, partyId: 'party-1' });
    // However many that are over already would come before it.
    const over = { code: 'over', state: 'recalled', expiresOn: '2020-01-01', partyId: 'party-2' };
    await plant(
      room,
      'Lot',
      ...Array.from({ length: EXPIRED_LOTS_BATCH_MAX }, (_, at) => ({ ...over, id: `over-${at}`, code: `over-${at}` })),
    );
    await room.subgraph.runOnce('block-expired-lots');
    const { rows } = room.subgraph.contextFor(systemActor('test'), 'test') as unknown as CatalogContext;
    const lots = await rows.selectFrom('Lot').select(['id', 'state']).where('partyId', '=', 'party-1').execute();
    expect(Object.fromEntries(lots.map(({ id, state }) => [id, state]))).toEqual({
      due: 'blocked',
      'due-too': 'blocked',
      endless: 'released',
      'last-day': 'released',
      recalled: 'recalled',
    });
  });
});
