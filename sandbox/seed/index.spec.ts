import { describe, expect, it } from '@jest/globals';
import { catalog } from '@heitu/catalog';
import { systemActor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { logistics } from '@heitu/logistics';
import { orders, type OrdersContext } from '@heitu/orders';
import { payments, type PaymentsContext } from '@heitu/payments';
import { sellers } from '@heitu/sellers';
import { trust, type TrustContext } from '@heitu/trust';
import { accountId, partyId } from './keys.ts';
import { seedAll, seedPending, type PastPayment } from './index.ts';

const paymentsRows = (context: unknown) => (context as PaymentsContext).rows;

describe('the whole demo county', () => {
  it('loads into all six, in one go and again, and shows how far it is', async () => {
    const rooms = new Map<string, TestSubgraph>();
    // Only catalog's seed uses a service: the salts of its trace chains.
    for (const manifest of [sellers, catalog, orders, logistics, payments, trust])
      rooms.set(manifest.name, await testSubgraph(manifest, manifest === catalog ? {} : { services: {} }));
    const contextOf = (name: string) => rooms.get(name)!.subgraph.contextFor(systemActor('seed'), 'seed');
    const shown: number[] = [];
    const size = {
      orders: 80,
      progress: (_what: string, total: number) => (done: number) => void shown.push(done / total),
    };
    await seedAll(contextOf, size);
    expect(shown.at(-1)).toBe(1);
    const rows = async (name: string) => {
      const { em } = contextOf(name);
      const counts = [];
      for (const { className } of em.getMetadata().getAll().values())
        counts.push([className, await em.count(className as never, {} as never)]);
      // A comparison of nothing would prove nothing.
      expect(counts.length).toBeGreaterThan(10);
      return Object.fromEntries(counts);
    };
    const told: PastPayment[] = [];
    await seedPending(contextOf, async (payments) => void told.push(...payments));
    const first = await Promise.all([...rooms.keys()].map(rows));
    await seedAll(contextOf, size);
    await seedPending(contextOf, async (payments) => void told.push(...payments));
    expect(await Promise.all([...rooms.keys()].map(rows))).toEqual(first);
    // One invoice is turned red in part, so that the pages show one.
    expect((await rows('payments'))['RedInvoice']).toBe(1);

    // What waits for people, and that the books still agree with each other.
    const admin = account('admin', { role: 'operator-admin' });
    const due = async (name: string): Promise<{ kind: string; overdue: boolean }[]> =>
      ((await rooms.get(name)!.graph<any>(admin, `{ ${name}Due { kind overdue } }`)) as Record<string, any>)[
        `${name}Due`
      ];
    // By the date: from November until the next year's plan is loaded.
    const kinds = async (name: string) =>
      [...new Set((await due(name)).map(({ kind }) => kind))].filter((kind) => kind !== 'HOLIDAYS').sort();
    expect(
      Object.fromEntries(await Promise.all([...rooms.keys()].map(async (name) => [name, await kinds(name)]))),
    ).toEqual({
      sellers: ['FILING', 'HELP'],
      catalog: ['LOT_REPORT', 'PRICE_FLAG'],
      orders: ['ORDER_CONFIRMATION'],
      logistics: ['ALARM', 'SUPERVISION_CHECK'],
      payments: ['INVOICE_RED', 'RECONCILIATION', 'RECOVERY'],
      trust: [
        'CLAIM_ANSWER',
        'CLAIM_DECISION',
        'CLAIM_REVIEW',
        'COMPLAINT_ANSWER',
        'COMPLAINT_DECISION',
        'DUTY',
        'MEASURE_APPEAL',
        'OVERSIGHT',
        'RECTIFICATION',
        'REVIEW',
        'TRADE_CHECK',
      ],
    });
    expect(
      (await due('trust'))
        // What the platform owes by the date, and nobody made for the demo: backups, drills.
        .filter(({ kind, overdue }) => overdue && kind !== 'HOLIDAYS' && kind !== 'DUTY')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['COMPLAINT_ANSWER', 'TRADE_CHECK']);
    // Every return whose day has come was filed.
    const nowMs = contextOf('trust').clock.now();
    const { dutyCalendar } = await rooms
      .get('trust')!
      .graph<any>(
        admin,
        'query($from: DateTime!, $to: DateTime!) { dutyCalendar(from: $from, to: $to) { counts { kind missed done } } }',
        { from: new Date(nowMs - 370 * DAY_MS).toISOString(), to: new Date(nowMs).toISOString() },
      );
    const returns = dutyCalendar.counts.filter(({ kind }: any) => kind.startsWith('RETURN_'));
    expect(returns.map(({ kind, missed, done }: any) => [kind, missed, done > 0]).sort()).toEqual([
      ['RETURN_IDENTITY', 0, true],
      ['RETURN_INCOME', 0, true],
      ['RETURN_MONTH', 0, true],
    ]);
    expect((await due('orders')).every(({ overdue }) => !overdue)).toBe(true);
    // The provider knows the payment of each order that somebody can still be paid for.
    const openComplaints = await (contextOf('trust') as unknown as TrustContext).rows
      .selectFrom('Complaint')
      .select(['orderId', 'filedAtMs'])
      .where('state', 'in', ['filed', 'answered', 'escalated', 'decided', 'refused'])
      .where('orderId', 'is not', null)
      .execute();
    const openCases = await paymentsRows(contextOf('payments'))
      .selectFrom('ReconciliationCase')
      .select('reference')
      .where('state', '=', 'open')
      .execute();
    expect([openComplaints.length, openCases.length]).toEqual([3, 1]);
    const toldNumbers = told.map(({ outTradeNo }) => outTradeNo);
    expect(new Set(toldNumbers).size).toBe(toldNumbers.length);
    expect(toldNumbers).toEqual(
      expect.arrayContaining([
        ...openComplaints.map(({ orderId }) => `O${orderId}`),
        ...openCases.map(({ reference }) => reference),
      ]),
    );
    const asked = new Set([
      ...openComplaints.map(({ orderId }) => `O${orderId}`),
      ...openCases.map(({ reference }) => reference),
    ]);
    const others = told
      .filter(({ outTradeNo }) => !asked.has(outTradeNo))
      .map(({ settled, advance }) => [settled, advance !== null]);
    expect(others.slice(0, 8)).toEqual([
      [true, true],
      // Two orders to confirm, a parcel to fetch, four that were refused.
      ...Array.from({ length: 7 }, () => [false, false]),
    ]);
    // What a seller has on its account still: its last three, of which somebody may complain.
    expect(others.slice(8)).toEqual(Array.from({ length: others.length - 8 }, () => [true, false]));
    const { merchant } = await paymentsRows(contextOf('payments'))
      .selectFrom('MerchantAccount')
      .select('merchant')
      .where('partyId', '=', partyId('seller:xiangtun-coop'))
      .executeTakeFirstOrThrow();
    const held = told.filter((payment) => payment.merchant === merchant && payment.settled);
    expect(held.length).toBeGreaterThanOrEqual(3);
    // It has withdrawn all but what those left: its books hold what the provider was told of.
    const netFen = await paymentsRows(contextOf('payments'))
      .selectFrom('Settlement as s')
      .innerJoin('PaymentPart as p', 'p.id', 's.partId')
      .select(({ fn }) => fn.sum<number>('s.netFen').as('fen'))
      .where(
        'p.outTradeNo',
        'in',
        held.map(({ outTradeNo }) => outTradeNo),
      )
      .executeTakeFirstOrThrow();
    const booked = await paymentsRows(contextOf('payments'))
      .selectFrom('LedgerEntry')
      .select(({ fn }) => fn.sum<number>('amountFen').as('fen'))
      .where('account', '=', `seller:${partyId('seller:xiangtun-coop')}`)
      .executeTakeFirstOrThrow();
    expect(Number(booked.fen)).toBe(Number(netFen.fen));
    // In the first hours of a month nothing else has been taken over: what was has its document, signed by both.
    const hour = { fromMs: nowMs - 3_600_000, toMs: nowMs + 1 };
    const verdicts = async (clause: '8.4.1' | '8.4.2.bh-bi') => {
      const figures = (await logistics.evidence[clause]?.(contextOf('logistics') as never, hour)) ?? [];
      return figures.map((figure) => [figure.value, figure.condition?.outOf, verdictOf(figure)]);
    };
    expect(await verdicts('8.4.1')).toEqual([[4, 4, 'met']]);
    expect(await verdicts('8.4.2.bh-bi')).toEqual([
      [4, 4, 'met'],
      [4, 4, 'met'],
      [0, undefined, null],
    ]);
    const courier = account(accountId('staff:beida-courier-1'), {
      role: 'courier',
      partyId: partyId('carrier:beida-cold'),
    });
    expect(
      (
        await rooms
          .get('logistics')!
          .graph<any>(
            courier,
            '{ shipments(state: ASSIGNED, first: 5) { edges { node { storage availableActions vehicle { plate } } } } }',
          )
      ).shipments.edges.map(({ node }: any) => node),
    ).toEqual([
      {
        storage: 'CHILLED',
        availableActions: expect.arrayContaining(['OPEN_HANDOVER']),
        vehicle: { plate: '黑A·演0001' },
      },
    ]);
    expect(
      (await rooms.get('payments')!.graph<any>(admin, '{ trialBalance { balanced } }')).trialBalance.balanced,
    ).toBe(true);
    // Nobody complains of what they have not ordered yet.
    const ordered = await (contextOf('orders') as unknown as OrdersContext).rows
      .selectFrom('Order')
      .select(['id', 'placedAtMs'])
      .execute();
    const placedAtMs = new Map(ordered.map((order) => [order.id, order.placedAtMs]));
    const complained = await (contextOf('trust') as unknown as TrustContext).rows
      .selectFrom('Complaint')
      .select(['number', 'orderId', 'filedAtMs'])
      .execute();
    expect(complained.length).toBeGreaterThan(3);
    expect(
      complained.filter(({ orderId, filedAtMs }) => orderId && filedAtMs <= (placedAtMs.get(orderId) ?? Infinity)),
    ).toEqual([]);
    const stock = await (contextOf('orders') as unknown as OrdersContext).rows
      .selectFrom('Stock')
      .select(({ fn }) => [fn.sum<number>('held').as('held'), fn.min<number>('free').as('least')])
      .executeTakeFirstOrThrow();
    expect([Number(stock.held) > 0, Number(stock.least) >= 0]).toEqual([true, true]);
    for (const room of rooms.values()) await room.close();
  }, 120_000);
});
