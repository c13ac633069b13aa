import { z } from 'zod';
import type { World } from '../world.ts';
import { beijing } from '../times.ts';
import type { Notice } from './notices.ts';

/**
 * What WeChat Pay says of one refund, whatever has become of its money: of two words only one can be. Nothing moves by
 * a word, in no account and in no bill.
 */
export const refundWord = z.object({
  outRefundNo: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'ABNORMAL', 'PROCESSING']),
  /** Another amount than was asked for. */
  refundFen: z.int().min(1).optional(),
  /** Who has it, where it succeeded. */
  receiver: z.enum(['buyer', 'seller']).default('buyer'),
  /** By a notice, by its answers to questions from now on, or by both. */
  says: z.enum(['notice', 'query', 'both']).default('both'),
});
export type RefundWord = z.output<typeof refundWord>;
type Kept = Pick<RefundWord, 'status' | 'receiver'> & { refundFen: number | null };
/** 退还商户. */
export const SELLER_ACCOUNT = '商户结算银行账户';

export const EVENTS = {
  SUCCESS: { eventType: 'REFUND.SUCCESS', originalType: 'refund', summary: '退款成功' },
  ABNORMAL: { eventType: 'REFUND.ABNORMAL', originalType: 'refund', summary: '退款异常' },
  CLOSED: { eventType: 'REFUND.CLOSED', originalType: 'refund', summary: '退款关闭' },
} as const satisfies Readonly<Record<string, Pick<Notice, 'eventType' | 'originalType' | 'summary'>>>;

export function keepWord(world: World, { outRefundNo, status, refundFen = null, receiver }: KeptInput): void {
  world.store.run(
    `insert into refundWord (outRefundNo, status, refundFen, receiver) values (?, ?, ?, ?)
      on conflict (outRefundNo) do update
        set status = excluded.status, refundFen = excluded.refundFen, receiver = excluded.receiver`,
    outRefundNo,
    status,
    refundFen,
    receiver,
  );
}
type KeptInput = Pick<RefundWord, 'outRefundNo' | 'status' | 'receiver'> & { refundFen?: number | null | undefined };

const wordOf = (world: World, outRefundNo: string): Kept | undefined =>
  world.store.one('select status, refundFen, receiver from refundWord where outRefundNo = ?', outRefundNo);

interface Shown {
  user_received_account: string;
  amount: object;
}
/** The same with this word in it. */
export function inWords<View extends Shown>(world: World, view: View, { status, refundFen, receiver }: Kept): object {
  const { success_time: _before, ...rest }: View & { success_time?: unknown } = view;
  return {
    ...rest,
    ...(receiver === 'seller' && { user_received_account: SELLER_ACCOUNT }),
    ...(status === 'SUCCESS' && { success_time: beijing(world.clock.now()) }),
    ...(refundFen !== null && { amount: { ...view.amount, refund: refundFen, payer_refund: refundFen } }),
  };
}
/** What its answers say of it now. */
export function asSaid<View extends Shown>(world: World, outRefundNo: string, view: View): object {
  const word = wordOf(world, outRefundNo);
  return word ? { ...inWords(world, view, word), status: word.status } : view;
}
