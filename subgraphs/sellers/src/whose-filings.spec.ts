import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { plant } from '@heitu/kit/serving/any-row';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { contractsOfParty } from './contract/contract.loader.ts';
import type { SellersContext } from './context.ts';
import {
  documentsOfParty,
  documentsOfSupplier,
  filingPage,
  filingsById,
  filingsOfParty,
} from './filing/filing.loader.ts';
import { helpPage } from './help/help.loader.ts';
import { OPEN_HELP_REQUESTS_MAX } from './help/help.policy.ts';
import { ownParties, partiesById } from './party/party.loader.ts';
import { PARTIES_PER_ACCOUNT_MAX } from './party/party.policy.ts';
import { staffOfParty, trainingsOfParty } from './staff/staff.loader.ts';
import { STAFF_PER_PARTY_MAX } from './staff/staff.policy.ts';
import { supplierPage, suppliersById } from './supplier/supplier.loader.ts';
import { SHOPS_PER_PARTY_MAX } from './shop/shop.policy.ts';
import { act, APPLICANT, COOPERATIVE, openRoom, peer, REVIEWER, SHOP_TEXT, STRANGER } from './testing.fixture.ts';

const PARTIES = ['mine', 'theirs'];

/** Party `mine` of the applicant and party `theirs` of a stranger, with a row of everything each, both approved. */
describe('whose filings, people and papers an answer holds, and an act changes', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
    for (const [id, applicant] of [
      ['mine', APPLICANT],
      ['theirs', STRANGER],
    ] as const) {
      const good = { kind: 'seller', approvedAtMs: 1, standing: 'good', reReviewDueAtMs: 9e12 };
      await plant(room, 'Party', { id, applicantAccountId: applicant.id, ...good });
      await plant(room, 'Filing', { id: `f-${id}`, partyId: id, kind: 'first', state: 'under-review' });
      await plant(room, 'Supplier', { id: `s-${id}`, partyId: id, state: 'filed' });
      await plant(room, 'Shop', { id: `shop-${id}`, partyId: id, state: 'open', onSale: true, saleReason: '' });
      await plant(room, 'HelpRequest', { id: `h-${id}`, partyId: id });
      await plant(room, 'Staff', {
        id: `p-${id}`,
        partyId: id,
        accountId: `clerk-of-${id}`,
        role: 'seller-staff',
        isActive: true,
      });
      await plant(room, 'Training', { id: `t-${id}`, partyId: id, accountId: `clerk-of-${id}`, kind: 'platform' });
      await plant(room, 'Contract', { id: `c-${id}`, partyId: id, withPartyId: 'carrier' });
      await plant(room, 'Grower', { id: `g-${id}`, partyId: id, shopId: `shop-${id}`, accountId: `clerk-of-${id}` });
    }
  });
  afterEach(() => room.close());

  const contextOf = (who: Actor) => room.subgraph.contextFor(who, 'test') as unknown as SellersContext;
  const staff = (right: string) => account('staff', { role: 'seller-staff', partyId: 'mine', rights: [right] });
  const PAGE = { first: 9 };
  const ids = (rows: readonly ({ id: string } | null)[]) => rows.flatMap((row) => row?.id.replace(/^\w-/, '') ?? []);
  const nodes = ({ edges }: { edges: readonly { node: { id: string } }[] }) =>
    ids(edges.map(({ node }) => node)).sort();
  const grouped = (rows: readonly (readonly { id: string }[])[]) => rows.flatMap(ids).sort();

  const SHOWN: readonly (readonly [string, string, (context: SellersContext) => Promise<string[]>])[] = [
    ['filings of parties', 'shop', async (context) => grouped(await filingsOfParty(context, PARTIES))],
    ['filings by id', 'shop', async (context) => ids(await filingsById(context, ['f-mine', 'f-theirs']))],
    ['the list of filings', 'shop', async (context) => nodes(await filingPage(context, undefined, PAGE))],
    ['suppliers by id', 'lots', async (context) => ids(await suppliersById(context, ['s-mine', 's-theirs']))],
    ['the list of suppliers', 'lots', async (context) => nodes(await supplierPage(context, PAGE))],
    ['contracts', 'finance', async (context) => grouped(await contractsOfParty(context, PARTIES))],
    ['people', 'staff', async (context) => grouped(await staffOfParty(context, PARTIES))],
    ['trainings', 'staff', async (context) => grouped(await trainingsOfParty(context, PARTIES))],
  ];
  it.each(SHOWN)('%s: to whoever applied, to staff with the right to %s, and to overseers', async (_, right, shown) => {
    const seen = (who: Actor) => shown(contextOf(who));
    expect([await seen(APPLICANT), await seen(STRANGER)]).toEqual([['mine'], ['theirs']]);
    expect([await seen(staff(right)), await seen(staff('orders'))]).toEqual([['mine'], []]);
    expect([await seen(REVIEWER), await seen(account('nobody'))]).toEqual([PARTIES, []]);
    // What somebody lets another do is none of their own parties.
    const delegate = { ...APPLICANT, delegation: { id: 'd', delegatorId: APPLICANT.id } };
    expect(await seen(delegate)).toEqual([]);
  });

  it('questions to the operator: of one’s own parties whatever the right there, all to overseers', async () => {
    const seen = async (who: Actor) => nodes(await helpPage(contextOf(who), { ...PAGE, onlyOpen: false }));
    expect([
      await seen(APPLICANT),
      await seen(staff('orders')),
      await seen(REVIEWER),
      await seen(account('x')),
    ]).toEqual([['mine'], ['mine'], PARTIES, []]);
  });

  it('people see their own post and training; both sides of a contract see it', async () => {
    const clerk = contextOf(account('clerk-of-mine'));
    expect([grouped(await staffOfParty(clerk, PARTIES)), grouped(await trainingsOfParty(clerk, PARTIES))]).toEqual([
      ['mine'],
      ['mine'],
    ]);
    await plant(room, 'Party', { id: 'carrier', applicantAccountId: 'x', kind: 'carrier', standing: 'good' });
    const carrier = account('carrier', { role: 'carrier-manager', partyId: 'carrier' });
    expect(grouped(await contractsOfParty(contextOf(carrier), PARTIES))).toEqual(PARTIES);
  });

  it('parties that are not approved: to their own people and to overseers; one’s own are those one applied for or acts for', async () => {
    for (const [id, applicant] of [
      ['new', APPLICANT],
      ['other', STRANGER],
    ] as const)
      await plant(room, 'Party', { id, applicantAccountId: applicant.id, kind: 'seller', standing: 'unfiled' });
    const found = async (who: Actor) => ids(await partiesById(contextOf(who), ['new', 'other', 'mine']));
    const clerk = account('clerk', { role: 'seller-staff', partyId: 'new', rights: [] });
    expect([await found(APPLICANT), await found(clerk), await found(account('x'))]).toEqual([
      ['new', 'mine'],
      ['new', 'mine'],
      ['mine'],
    ]);
    expect([await found(REVIEWER), await found(peer('trust'))]).toEqual([
      ['new', 'other', 'mine'],
      ['new', 'other', 'mine'],
    ]);
    const own = async (who: Actor) => ids(await ownParties(contextOf(who))).sort();
    expect([await own(APPLICANT), await own(clerk), await own(account('x'))]).toEqual([['mine', 'new'], ['new'], []]);
  });

  it('acts on a shop, a post, a grower, a supplier and a paper are for their own people alone', async () => {
    await plant(room, 'Document', { id: 'd-mine', partyId: 'mine', type: 'premises', state: 'filed' });
    await plant(room, 'Document', { id: 'd-supplier', supplierId: 's-mine', type: 'premises', state: 'filed' });
    const acts: readonly (readonly [string, Record<string, unknown>, string])[] = [
      ['closeShop', { shopId: 'shop-mine' }, 'shop'],
      ['reviseShop', { shopId: 'shop-mine', ...SHOP_TEXT }, 'shop'],
      ['decideSupplier', { supplierId: 's-mine', decision: 'REJECT', reason: 'x' }, 'lots'],
      ['withdrawDocument', { documentId: 'd-mine' }, 'shop'],
      ['withdrawDocument', { documentId: 'd-supplier' }, 'lots'],
      ['removeGrower', { growerId: 'g-mine' }, 'shop'],
      ['removeStaff', { staffId: 'p-mine' }, 'staff'],
    ];
    for (const [name, input, right] of acts) {
      for (const who of [STRANGER, staff('orders')])
        expect([name, (await act(room, who, name, input)).code]).toEqual([name, 'NOT_FOUND']);
      expect([name, (await act(room, staff(right), name, input)).code]).toEqual([name, undefined]);
    }
    const introduce = (who: Actor) => act(room, who, 'introduceGrower', { shopId: 'shop-mine', name: '老王' });
    expect([(await introduce(STRANGER)).code, (await introduce(staff('orders'))).code]).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    const paper = {
      type: 'PREMISES',
      number: '1',
      issuer: 'x',
      validFromOn: '2020-01-01',
      supplierId: 's-theirs',
    };
    expect(await act(room, APPLICANT, 'addDocument', paper)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('what others have counts for nobody else: shops, parties, people, questions', async () => {
    const many = (n: number, row: (i: number) => object) => [...Array(n).keys()].map(row);
    await plant(room, 'Shop', ...many(SHOPS_PER_PARTY_MAX, (i) => ({ id: `x${i}`, partyId: 'theirs', state: 'open' })));
    expect(await act(room, APPLICANT, 'openShop', { partyId: 'mine', ...SHOP_TEXT }, 'onSale')).toEqual({
      onSale: true,
    });
    const filed = (i: number) => ({ id: `y${i}`, applicantAccountId: 'busy', kind: 'seller', standing: 'unfiled' });
    await plant(room, 'Party', ...many(PARTIES_PER_ACCOUNT_MAX, filed));
    expect((await act(room, account('busy'), 'registerParty', COOPERATIVE)).code).toBe('TOO_MANY_PARTIES');
    expect((await act(room, STRANGER, 'registerParty', COOPERATIVE)).code).toBeUndefined();
    const post = (i: number) => ({ id: `z${i}`, partyId: 'theirs', accountId: `a${i}`, role: 'none', isActive: true });
    await plant(room, 'Staff', ...many(STAFF_PER_PARTY_MAX - 1, post));
    const add = (who: Actor, partyId: string, accountId: string) =>
      act(room, who, 'addStaff', { partyId, accountId, name: '何小豆', role: 'SELLER_STAFF', rights: [] });
    expect((await add(STRANGER, 'theirs', 'new')).code).toBe('TOO_MANY_STAFF');
    expect((await add(APPLICANT, 'mine', 'new')).code).toBeUndefined();
    // Somebody who is there already is no more; whoever works elsewhere begins a post of their own.
    expect((await add(STRANGER, 'theirs', 'a0')).id).toBe('z0');
    expect((await add(APPLICANT, 'mine', 'a0')).id).not.toBe('z0');
    const ask = (who: Actor, partyId: string) => act(room, who, 'askForHelp', { partyId, question: '怎么办？' });
    const open = (i: number) => ({ id: `q${i}`, partyId: 'theirs' });
    await plant(room, 'HelpRequest', ...many(OPEN_HELP_REQUESTS_MAX - 1, open));
    expect([(await ask(STRANGER, 'theirs')).code, (await ask(APPLICANT, 'mine')).code]).toEqual([
      'TOO_MANY_OPEN',
      undefined,
    ]);
  });

  it('papers that were withdrawn are shown no more, and count for nothing', async () => {
    for (const state of ['filed', 'accepted', 'withdrawn']) {
      await plant(room, 'Document', { id: `d-${state}`, partyId: 'mine', type: 'premises', state });
      await plant(room, 'Document', { id: `s-${state}`, supplierId: 's-mine', type: 'premises', state });
    }
    const context = contextOf(APPLICANT);
    const [own] = await documentsOfParty(context, ['mine']);
    const [supplied] = await documentsOfSupplier(context, ['s-mine']);
    expect([ids(own ?? []), ids(supplied ?? [])].map((list) => list.sort())).toEqual([
      ['accepted', 'filed'],
      ['accepted', 'filed'],
    ]);
    const licence = { type: 'business-licence', validFrom: '2020-01-01', validUntil: null };
    await plant(room, 'Document', { id: 'l-1', partyId: 'mine', ...licence, state: 'withdrawn' });
    await plant(room, 'Document', { id: 'l-2', partyId: 'theirs', ...licence, state: 'filed' });
    expect((await act(room, APPLICANT, 'submitFiling', { partyId: 'mine' })).code).toBe('DOCUMENTS_LACKING');
    // The monthly figures count what a reviewer accepted.
    const figures = async () => {
      const { sellersConduct } = await room.graph<any>(
        peer('trust'),
        '{ sellersConduct(fromMs: "0", toMs: "1") { partyId good total } }',
      );
      return sellersConduct.map(({ partyId, good, total }: any) => [partyId, good, total]).sort();
    };
    expect(await figures()).toEqual([
      ['mine', 0, 1],
      ['theirs', 0, 1],
    ]);
    await plant(room, 'Document', { id: 'l-3', partyId: 'theirs', ...licence, state: 'accepted' });
    expect(await figures()).toEqual([
      ['mine', 0, 1],
      ['theirs', 1, 1],
    ]);
  });

  it('a certificate is its holder’s: nobody else is certified by it [8.1.ag]', async () => {
    const cold = { kind: 'cold-chain', passed: true, validUntil: '2027-01-01' };
    await plant(room, 'Training', { id: 't-1', partyId: 'mine', accountId: 'driver', ...cold });
    const certified = async (id: string) =>
      (await room.graph<any>(peer('logistics'), `{ coldChainCertificates(accountIds: ["${id}"]) { accountId } }`))
        .coldChainCertificates;
    expect([await certified('driver'), await certified('other')]).toEqual([[{ accountId: 'driver' }], []]);
  });

  it('a suspension stops its own party and its shops, and no other [6.6.end]', async () => {
    const state = async () => {
      const { rows } = contextOf(APPLICANT);
      const parties = await rows.selectFrom('Party').select(['id', 'standing']).orderBy('id').execute();
      const shops = await rows.selectFrom('Shop').select(['id', 'onSale']).orderBy('id').execute();
      return [...parties.map(({ standing }) => standing), ...shops.map(({ onSale }) => Boolean(onSale))];
    };
    const measure = (partyId: string, step: string, measureId: string) =>
      room.receive('trust', 'trust.measure-taken.v1', { measureId, partyId, step, dueAtMs: null, reason: '核查' });
    await measure('theirs', 'suspension', 'm1');
    await measure('mine', 'warning', 'm2');
    expect(await state()).toEqual(['good', 'suspended', true, false]);
    await measure('theirs', 'lifted', 'm1');
    expect(await state()).toEqual(['good', 'good', true, true]);
  });
});
