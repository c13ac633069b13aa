import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { statementKindOf, statementLines } from './statement.policy.ts';

const SELLER = MERCHANTS['party-1'];
const ASK = `query($p: ID!, $on: LocalDate!) { moneyStatement(partyId: $p, on: $on) { merchant month openingFen closingFen isFinal
  lines { kind fen count } bank { date theirFen ourFen underWayFen openingFen differenceFen sinceFen }
  invoices { issuedCount issuedFen redCount redFen waitingCount } } }`;

describe("a party's month", () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    room.channel.takeFees(60);
    await room.paid();
  });
  afterEach(() => room.close());

  const owner = account('owner', { role: 'seller-owner', partyId: 'party-1' });
  const statement = async (on: string, who = owner, partyId = 'party-1') =>
    (await room.graph<any>(who, ASK, { p: partyId, on })).moneyStatement;
  const reconcile = async (date: string) => {
    room.clock.set(new Date(Date.parse(`${date}T03:00:00Z`) + DAY_MS).toISOString());
    const query = 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }';
    await room.graph(finance, query, { i: { date } });
  };
  /** From the morning after one day until the morning after another. */
  const reconcileFrom = async (from: string, to: string) => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
      await reconcile(new Date(at).toISOString().slice(0, 10));
  };
  const kinds = ({ lines }: any) => Object.fromEntries(lines.map(({ kind, fen }: any) => [kind, fen]));

  it("opens, moves and closes to the fen of the provider's own line, through refunds, claims and withdrawals [9.2.cn]", async () => {
    await room.refundDue('k1', 1000);
    await room.turn(3);
    // The seller refuses: the platform pays first, and takes it back from the seller.
    const claim = { complaintId: 'complaint-1', orderId: 'o1', partyId: 'party-1', buyerAccountId: 'buyer' };
    await room.receive('trust', 'trust.advance-due.v1', { ...claim, amountFen: 700, reason: '少了一袋' });
    await room.turn(4);
    await room.completed('o1', 1000);
    await room.turn(4);
    const collect = `mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { __typename } }`;
    const [recovery] = await room.rows('Recovery');
    await room.graph(finance, collect, { i: { requestId: 'collect-1', recoveryId: recovery.id } });
    await room.turn(3);
    room.channel.moveMoney(SELLER, 'withdrawal', -2000);
    await reconcileFrom('2026-11-25', '2026-11-30');
    const november = await statement('2026-11-25');
    expect(november).toMatchObject({ month: '2026-11', merchant: SELLER, openingFen: 0, isFinal: true });
    expect(kinds(november)).toEqual({
      PAYMENT: 6000,
      REFUND: -1000,
      PLATFORM_FEE: -43,
      FEE: -36,
      FEE_BACK: 10,
      RECOVERY: -700,
      WITHDRAWAL: -2000,
    });
    expect(november.bank).toEqual({
      date: '2026-11-30',
      theirFen: november.closingFen,
      ourFen: november.closingFen,
      underWayFen: 0,
      openingFen: 0,
      differenceFen: 0,
      sinceFen: 0,
    });
    expect(november.closingFen).toBe(room.channel.holdsFen(SELLER));

    // The next month begins where this one ended.
    const december = await statement('2026-12-01');
    expect(december).toMatchObject({ openingFen: november.closingFen, lines: [], isFinal: false, bank: null });
    expect(december.closingFen).toBe(november.closingFen);
  });

  it('is not final before its last day is compared, and says what has moved since the last that was', async () => {
    await reconcile('2026-11-25');
    await room.completed('o1');
    await room.turn(4);
    expect(await statement('2026-11-26')).toMatchObject({
      isFinal: false,
      closingFen: 5904,
      bank: { date: '2026-11-25', theirFen: 5964, sinceFen: -60 },
      invoices: { issuedCount: 0, issuedFen: 0, redCount: 0, redFen: 0, waitingCount: 0 },
    });
  });

  it('is shown to its own people with the right to money, and to who oversees it; as page and as file', async () => {
    const clerk = (right: string) => account('clerk', { role: 'seller-staff', partyId: 'party-1', rights: [right] });
    const file = async (who: typeof owner, path = '/statements/party-1/2026-11') =>
      room.subgraph.edge({ method: 'GET', path, query: {}, headers: {}, body: Buffer.alloc(0) }, who, 'r');
    for (const [who, may] of [
      [owner, true],
      [finance, true],
      [clerk('finance'), true],
      [clerk('orders'), false],
      [account('other', { role: 'seller-owner', partyId: 'party-2' }), false],
    ] as const) {
      expect((await statement('2026-11-25', who)) !== null).toBe(may);
      expect((await file(who)).status).toBe(may ? 200 : 404);
    }
    expect((await file(ANONYMOUS)).status).toBe(404);
    expect((await file(owner, '/statements/party-1/2026-13')).status).toBe(404);
    expect((await file(owner, '/statements/nobody/2026-11')).status).toBe(404);
    expect(await statement('2026-11-25', finance, 'nobody')).toBeNull();
    const { body, headers } = await file(owner);
    expect(headers?.['content-type']).toBe('application/pdf');
    expect(body?.toString().slice(0, 8)).toBe('%PDF-1.4');
    const hex = [...'货款对账单'].map((one) => one.codePointAt(0)!.toString(16)).join('');
    expect(body?.toString()).toContain(hex);
  });
});

describe('the lines of a statement', () => {
  it('add up what is the same to their owner, and leave nothing out of the sum', () => {
    const moved = [
      { kind: 'settlement', fen: 0, count: 4 },
      { kind: 'correction', fen: 3, count: 1 },
      { kind: 'balance-correction', fen: -1, count: 1 },
      { kind: 'something-new', fen: 7, count: 1 },
      { kind: 'payment', fen: 100, count: 2 },
    ];
    expect(statementLines(moved)).toEqual([
      { kind: 'payment', fen: 100, count: 2 },
      { kind: 'correction', fen: 2, count: 2 },
      { kind: 'other', fen: 7, count: 1 },
    ]);
    expect(statementKindOf('constructor')).toBe('other');
  });
});
