import { DAY_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import type { World } from '../world.ts';
import { available, FEES, feeOf, frozen, move, PAYERS } from './money.ts';
import { tradeOf } from './trade.ts';
import { unfreeze } from './pay.ts';

const fen = z.int().min(1);
const number = z.string().min(1).max(64);

export const pastShape = z.object({
  payments: z
    .array(
      z.object({
        outTradeNo: number,
        combineOutTradeNo: number,
        merchant: number,
        totalFen: fen,
        title: z.string().max(127),
        openid: number,
        transactionId: number,
        paidAtMs: z.int(),
        settled: z.boolean(),
        advance: z.object({ outRefundNo: number, refundId: number, amountFen: fen, atMs: z.int() }).nullable(),
      }),
    )
    .max(100),
});

/**
 * Payments that were made before this world began, as the county's history has them: they can be refunded, settled, and
 * paid back to the platform. Known ones stay as they are.
 */
export function rememberPast(world: World, { payments }: z.infer<typeof pastShape>): object {
  const { store, keys } = world;
  const fresh = payments.filter(({ outTradeNo }) => !tradeOf(world, outTradeNo));
  for (const { advance, settled, title, merchant, ...paid } of fresh) {
    store.insert('trade', {
      ...paid,
      subMchid: merchant,
      owner: merchant,
      state: advance ? 'REFUND' : 'SUCCESS',
      profitSharing: 1,
      description: title,
      attach: null,
      createdAtMs: paid.paidAtMs - 60_000,
      expiresAtMs: paid.paidAtMs + DAY_MS,
      shareFinished: 0,
    });
    const reference = { transactionId: paid.transactionId, reference: paid.outTradeNo, atMs: paid.paidAtMs };
    move(world, { payer: PAYERS, payee: frozen(merchant), amountFen: paid.totalFen, kind: 'payment', ...reference });
    move(world, { payer: frozen(merchant), payee: FEES, amountFen: feeOf(paid.totalFen), kind: 'fee', ...reference });
    if (settled) unfreeze(world, paid.transactionId, 'unfreeze', paid.paidAtMs);
    if (!advance) continue;
    const { outRefundNo, refundId, amountFen, atMs } = advance;
    store.insert('refund', {
      outRefundNo,
      refundId,
      transactionId: paid.transactionId,
      rail: 'ecommerce',
      refundFen: amountFen,
      feeBackFen: 0,
      advanceFen: amountFen,
      reason: null,
      notifyUrl: null,
      account: 'REFUND_SOURCE_PARTNER_ADVANCE',
      createdAtMs: atMs,
      finishesAtMs: atMs,
    });
    move(world, {
      payer: available(keys.mchid),
      payee: PAYERS,
      amountFen,
      kind: 'advance',
      transactionId: paid.transactionId,
      reference: refundId,
      atMs,
    });
  }
  return { remembered: fresh.length };
}
