import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import type { PaymentsContext } from './context.ts';
import { evidence } from './evidence.ts';
import { contractOf, finance, openPayments, type PaymentsRoom } from './payments.fixture.ts';
import { Refund } from './refund/refund.entity.ts';

/** A breach is planted, the clause is breached; it is mended, the clause is met again. */
describe('what payments shows of a clause can fail', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(() => room.close());

  const context = () => room.subgraph.contextFor(finance, 'evidence') as unknown as PaymentsContext;
  async function judged(clause: string) {
    const nowMs = room.clock.now();
    const all = await gatherFigures(evidence, context(), { fromMs: nowMs - DAY_MS, toMs: nowMs + DAY_MS });
    const figures = all.find((one) => one.clause === clause)?.figures ?? [];
    return figures.flatMap(({ verdict }) => verdict ?? []);
  }

  it('one late refund among many breaches the clause, and so does one that has not arrived in time [7.6.aa]', async () => {
    await room.refundDue('a', 1000);
    await room.refundDue('b', 1000);
    await room.turn(4);
    expect(await judged('7.6.aa')).toEqual(['met']);
    const { dueAtMs, succeededAtMs } = (await room.rows('Refund'))[0] as { dueAtMs: number; succeededAtMs: number };
    const arrived = (atMs: number | null, byMs = dueAtMs) =>
      context().transaction(async (tx) => {
        await tx.em.nativeUpdate(Refund, { refundKey: 'a' }, { succeededAtMs: atMs, dueAtMs: byMs });
        return { ok: true as const, value: null };
      });
    await arrived(dueAtMs + 1);
    expect(await judged('7.6.aa')).toEqual(['breached']);
    await arrived(succeededAtMs);
    expect(await judged('7.6.aa')).toEqual(['met']);
    await arrived(null, room.clock.now() - 1);
    expect(await judged('7.6.aa')).toEqual(['breached']);
    await arrived(succeededAtMs);
    expect(await judged('7.6.aa')).toEqual(['met']);
  });

  it('the platform took no more than contract or published list allowed when it was paid [9.2.cn]', async () => {
    await room.receive('orders', 'orders.order-completed.v1', {
      orderId: 'o1',
      checkoutId: 'c1',
      partyId: 'party-1',
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 6000,
      refundedFen: 0,
      deliveryFen: 500,
    });
    await room.turn(4);
    expect((await room.rows('Settlement'))[0]).toMatchObject({ state: 'settled', commissionFen: 60 });
    expect(await judged('9.2.cn')).toEqual(['met', 'met', 'met']);
    const agreed = (feePermille: number, signedAtMs: number) =>
      room.receive(
        'sellers',
        'sellers.contract-signed.v1',
        contractOf(
          'party-1',
          { kind: 'platform-service', feePermille },
          { contractId: `fee-${signedAtMs}`, signedAtMs },
        ),
      );
    // Filed late: it was in force already when the order was paid.
    await agreed(9, 1);
    expect(await judged('9.2.cn')).toEqual(['met', 'breached', 'met']);
    await agreed(10, 2);
    expect(await judged('9.2.cn')).toEqual(['met', 'met', 'met']);
  });
});
