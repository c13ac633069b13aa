import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  APPLICANT,
  approved,
  COOPERATIVE,
  eventsOf,
  everything,
  ID_NUMBER,
  LICENCE,
  openRoom,
  REVIEWER,
  SHOP_TEXT,
  STRANGER,
  upload,
} from './testing.fixture.ts';

const NOWHERE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const LONG = '米'.repeat(10_000);
const EMOJI = '🌾'.repeat(10_000);
const RANCH = '91350100M000100Y43';

/** One room for all: what is refused changes nothing, so that the next row finds it as the last left it. */
describe('bad input', () => {
  let room: TestSubgraph;
  const ids: Record<string, string> = {};
  const owner = APPLICANT;

  beforeAll(async () => {
    room = await openRoom();
    const { partyId, filingId } = await approved(room);
    const { id: shopId } = await act(room, owner, 'openShop', { partyId, ...SHOP_TEXT });
    const { id: supplierId } = await act(room, owner, 'fileSupplier', {
      partyId,
      name: '双桥碾米厂',
      uscc: RANCH,
      divisionCode: '230184',
      address: '拉林镇',
    });
    const { id: unfiledId } = await act(room, STRANGER, 'registerParty', { ...COOPERATIVE, uscc: RANCH });
    const { id: staffId } = await act(room, owner, 'addStaff', {
      partyId,
      accountId: 'account-clerk',
      name: '何小豆',
      role: 'SELLER_STAFF',
      rights: ['ORDERS'],
    });
    const { id: documentId } = await act(room, owner, 'addDocument', { partyId, ...LICENCE, type: 'TAX_REGISTRATION' });
    Object.assign(ids, { partyId, filingId, shopId, supplierId, unfiledId, staffId, documentId });
  });
  afterAll(() => room.close());

  const party = (change: object) => () => ({ ...COOPERATIVE, uscc: '91230184MAXX0021XX', ...change });
  const paper = (change: object) => () => ({ partyId: ids.partyId, ...LICENCE, fileId: NOWHERE, ...change });
  const supplier = (change: object) => () => ({
    partyId: ids.partyId,
    name: '磨坊',
    uscc: '93230184MAXX0021XX',
    divisionCode: '230184',
    address: '拉林镇',
    ...change,
  });
  const shop = (change: object) => () => ({ partyId: ids.partyId, ...SHOP_TEXT, ...change });
  const staff = (change: object) => () => ({
    partyId: ids.partyId,
    accountId: 'account-new',
    name: '新人',
    role: 'SELLER_STAFF',
    rights: [],
    ...change,
  });
  const contract = (change: object) => () => ({
    partyId: ids.partyId,
    withPartyId: ids.unfiledId,
    kind: 'PAYMENT',
    number: 'HT-1',
    validFromOn: '2026-01-01',
    validUntilOn: '2027-12-31',
    ...change,
  });

  const ROWS: [
    title: string,
    mutation: string,
    actor: typeof owner,
    input: () => Record<string, unknown>,
    code: string,
  ][] = [
    ['a name of 10,000 characters', 'registerParty', owner, party({ name: LONG }), 'INVALID_INPUT'],
    ['a name of 10,000 emoji', 'registerParty', owner, party({ name: EMOJI }), 'INVALID_INPUT'],
    ['a name with control characters', 'registerParty', owner, party({ name: 'a\u0000b' }), 'INVALID_INPUT'],
    ['an empty name', 'registerParty', owner, party({ name: '   ' }), 'INVALID_INPUT'],
    ['a phone that is none', 'registerParty', owner, party({ contactPhone: '12345' }), 'INVALID_INPUT'],
    ['a division of no province', 'registerParty', owner, party({ divisionCode: '990184' }), 'INVALID_INPUT'],
    ['a division of seven digits', 'registerParty', owner, party({ divisionCode: '2301841' }), 'INVALID_INPUT'],
    [
      'a malformed credit code [7.1.a]',
      'registerParty',
      owner,
      party({ uscc: 'O'.repeat(18) }),
      'CREDIT_CODE_MALFORMED',
    ],
    ['a business without credit code', 'registerParty', owner, party({ uscc: null }), 'CREDIT_CODE_NEEDED'],
    ['the same party by the same account', 'registerParty', owner, () => COOPERATIVE, 'ALREADY_REGISTERED'],
    ['a party that another has filed', 'registerParty', STRANGER, () => COOPERATIVE, 'ALREADY_FILED'],
    [
      'a paper that ends before it begins',
      'addDocument',
      owner,
      paper({ validUntilOn: '2019-01-01' }),
      'INVALID_INPUT',
    ],
    [
      'a paper of a party and a supplier at once',
      'addDocument',
      owner,
      paper({ supplierId: ids.supplierId ?? NOWHERE }),
      'INVALID_INPUT',
    ],
    ['a paper of nobody', 'addDocument', owner, paper({ partyId: null }), 'INVALID_INPUT'],
    ["a paper for another's party", 'addDocument', STRANGER, paper({}), 'NOT_FOUND'],
    [
      "a paper for another's supplier",
      'addDocument',
      STRANGER,
      () => ({ ...LICENCE, fileId: NOWHERE, supplierId: ids.supplierId }),
      'NOT_FOUND',
    ],
    ['a paper without its scan [6.4.a-e]', 'addDocument', owner, paper({ fileId: null }), 'SCAN_NEEDED'],
    ["another's file", 'addDocument', owner, paper({ fileId: NOWHERE }), 'FILE_UNKNOWN'],
    ["withdrawing another's paper", 'withdrawDocument', STRANGER, () => ({ documentId: ids.documentId }), 'NOT_FOUND'],
    ["submitting another's party", 'submitFiling', STRANGER, () => ({ partyId: ids.partyId }), 'NOT_FOUND'],
    ['submitting what is not there', 'submitFiling', owner, () => ({ partyId: NOWHERE }), 'NOT_FOUND'],
    ['submitting with SQL for an id', 'submitFiling', owner, () => ({ partyId: "' or 1=1 --" }), 'INVALID_INPUT'],
    [
      'submitting without the licence [6.4.a-e]',
      'submitFiling',
      STRANGER,
      () => ({ partyId: ids.unfiledId }),
      'DOCUMENTS_LACKING',
    ],
    [
      'deciding what is decided',
      'decideFiling',
      REVIEWER,
      () => ({ filingId: ids.filingId, decision: 'APPROVE' }),
      'WRONG_STATE',
    ],
    [
      'deciding what is not there',
      'decideFiling',
      REVIEWER,
      () => ({ filingId: NOWHERE, decision: 'APPROVE' }),
      'NOT_FOUND',
    ],
    [
      'returning without a reason [6.4]',
      'decideFiling',
      REVIEWER,
      () => ({ filingId: ids.filingId, decision: 'RETURN' }),
      'REASON_NEEDED',
    ],
    [
      'deciding on one’s own party [6.4]',
      'decideFiling',
      account(owner.id, { role: 'reviewer' }),
      () => ({ filingId: ids.filingId, decision: 'APPROVE' }),
      'OWN_FILING',
    ],
    [
      're-reviewing who was never approved',
      'reReviewParty',
      REVIEWER,
      () => ({ partyId: ids.unfiledId, outcome: 'CONFIRM', reason: '看过' }),
      'NOT_APPROVED',
    ],
    ["a shop for another's party", 'openShop', STRANGER, shop({}), 'NOT_FOUND'],
    [
      'a shop before approval [6.4]',
      'openShop',
      STRANGER,
      () => ({ partyId: ids.unfiledId, ...SHOP_TEXT }),
      'NOT_APPROVED',
    ],
    ['a shop whose name heals [7.3.7.l]', 'openShop', owner, shop({ name: '抗癌米店' }), 'INVALID_INPUT'],
    [
      'a shop renamed to heal [7.3.7.l]',
      'reviseShop',
      owner,
      () => ({ shopId: ids.shopId, ...SHOP_TEXT, name: '包治百病' }),
      'INVALID_INPUT',
    ],
    ['a shop without service hours [7.5.v]', 'openShop', owner, shop({ serviceHours: '' }), 'INVALID_INPUT'],
    ['a shop without time to confirm [7.5.u]', 'openShop', owner, shop({ confirmWithinText: ' ' }), 'INVALID_INPUT'],
    ["closing another's shop", 'closeShop', STRANGER, () => ({ shopId: ids.shopId }), 'NOT_FOUND'],
    ['reopening an open shop', 'reopenShop', owner, () => ({ shopId: ids.shopId }), 'WRONG_STATE'],
    ["revising another's shop", 'reviseShop', STRANGER, () => ({ shopId: ids.shopId, ...SHOP_TEXT }), 'NOT_FOUND'],
    ['a supplier with neither number', 'fileSupplier', owner, supplier({ uscc: null }), 'IDENTITY_NEEDED'],
    [
      'a supplier with a malformed code [7.3.1.a]',
      'fileSupplier',
      owner,
      supplier({ uscc: '123' }),
      'CREDIT_CODE_MALFORMED',
    ],
    [
      'a farmer who supplies, with a wrong ID number',
      'fileSupplier',
      owner,
      supplier({ uscc: null, idNumber: `${ID_NUMBER.slice(0, 17)}1` }),
      'ID_NUMBER_WRONG',
    ],
    ["a supplier for another's party", 'fileSupplier', STRANGER, supplier({}), 'NOT_FOUND'],
    [
      'approving a supplier without papers [7.3.1.a]',
      'decideSupplier',
      owner,
      () => ({ supplierId: ids.supplierId, decision: 'APPROVE' }),
      'DOCUMENTS_LACKING',
    ],
    [
      'rejecting a supplier without a reason',
      'decideSupplier',
      owner,
      () => ({ supplierId: ids.supplierId, decision: 'REJECT' }),
      'REASON_NEEDED',
    ],
    [
      'staff of a role that is not a seller’s to give',
      'addStaff',
      owner,
      staff({ role: 'CARRIER_MANAGER' }),
      'ROLE_NOT_FOR_KIND',
    ],
    ['an account that does not exist', 'addStaff', owner, staff({ accountId: 'account-nobody' }), 'ACCOUNT_UNKNOWN'],
    ['the owner as staff', 'addStaff', owner, staff({ accountId: owner.id }), 'ALREADY_OWNER'],
    ["staff for another's party", 'addStaff', STRANGER, staff({}), 'NOT_FOUND'],
    ["removing another's staff", 'removeStaff', STRANGER, () => ({ staffId: ids.staffId }), 'NOT_FOUND'],
    ['a contract with who is not filed [7.4.q]', 'signContract', owner, contract({}), 'NOT_FOUND'],
    ['a contract with oneself', 'signContract', owner, contract({ withPartyId: ids.partyId ?? '' }), 'INVALID_INPUT'],
    ['a contract that has ended', 'signContract', owner, contract({ validUntilOn: '2026-11-24' }), 'INVALID_INPUT'],
    [
      "contact details of another's party",
      'reviseContact',
      STRANGER,
      () => ({
        partyId: ids.partyId,
        contactName: '张三',
        contactPhone: '13800000009',
        divisionCode: '230184',
        address: '五常',
      }),
      'NOT_FOUND',
    ],
  ];

  it.each(ROWS)('%s is refused by %s and changes nothing', async (_title, mutation, actor, input, code) => {
    const before = await everything(room);
    const answer = await act(room, actor, mutation, input());
    expect(answer.code).toBe(code);
    expect(answer.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await everything(room)).toEqual(before);
  });

  const UNSAID: [title: string, mutation: string, actor: typeof owner, input: () => Record<string, unknown>][] = [
    ['a kind that does not exist', 'registerParty', owner, party({ kind: 'BANK' })],
    ['a type of paper that does not exist', 'addDocument', owner, paper({ type: 'DRIVING_LICENCE' })],
    ['a date that does not exist', 'addDocument', owner, paper({ validFromOn: '2026-02-30' })],
    ['a decision that does not exist', 'decideFiling', REVIEWER, () => ({ filingId: ids.filingId, decision: 'MAYBE' })],
    ['a word as it is stored', 'decideFiling', REVIEWER, () => ({ filingId: ids.filingId, decision: 'approve' })],
    ['staff made reviewer', 'addStaff', owner, staff({ role: 'REVIEWER' })],
    ['a right that does not exist', 'addStaff', owner, staff({ rights: ['EVERYTHING'] })],
  ];
  it.each(UNSAID)(
    '%s is nothing that can be said to %s and changes nothing',
    async (_title, mutation, actor, input) => {
      const before = await everything(room);
      await expect(act(room, actor, mutation, input())).rejects.toThrow('GRAPHQL_VALIDATION_FAILED');
      expect(await everything(room)).toEqual(before);
    },
  );

  it('takes HTML and SQL in text as text', async () => {
    const text = `<script>alert(1)</script>'; drop table Shop; --`.slice(0, 40);
    expect(await act(room, owner, 'reviseShop', { shopId: ids.shopId, ...SHOP_TEXT, name: text }, 'name')).toEqual({
      name: text,
    });
  });

  it('answers a repeated request alike, and refuses its id for another input', async () => {
    const fileId = await upload(room, owner, 'licence');
    const input = { requestId: 'same', partyId: ids.partyId, ...LICENCE, type: 'PREMISES', fileId };
    const first = await act(room, owner, 'addDocument', input);
    expect(await act(room, owner, 'addDocument', input)).toEqual(first);
    expect(await act(room, owner, 'addDocument', { ...input, number: '2' })).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
  });

  it('does once what was sent twice with a request id, also where none must be sent', async () => {
    const told = async () => (await eventsOf(room, 'sellers.shop-sale-changed.v1')).length;
    const before = await told();
    const close = { requestId: 'closing', shopId: ids.shopId };
    const first = await act(room, owner, 'closeShop', close, 'id state');
    expect(first).toEqual({ id: ids.shopId, state: 'CLOSED' });
    expect(await act(room, owner, 'closeShop', close, 'id state')).toEqual(first);
    expect(await told()).toBe(before + 1);
    expect(await act(room, owner, 'closeShop', { ...close, shopId: NOWHERE })).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    expect(await act(room, owner, 'closeShop', { shopId: ids.shopId })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('lets only reviewers decide, and nobody who is not signed in write', async () => {
    const before = await everything(room);
    const decide =
      'mutation($id: ID!) { decideFiling(input: { requestId: "r", filingId: $id, decision: APPROVE }) { __typename } }';
    const { errors } = await room.graphWithErrors(owner, decide, { id: ids.filingId });
    expect(errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    const anonymous = await room.graphWithErrors(
      { kind: 'anonymous', id: '', grants: [] },
      'mutation($id: ID!) { closeShop(input: { shopId: $id }) { __typename } }',
      { id: ids.shopId },
    );
    expect(anonymous.errors![0]!.extensions!['code']).toBe('UNAUTHENTICATED');
    expect(await everything(room)).toEqual(before);
  });
});
