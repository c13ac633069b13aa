import { recoveryLifecycle } from './advance.lifecycle.ts';
import { asksCreditor, endLapsesAtMs, NOT_ARRIVED_TEXT } from './recovery.policy.ts';
import type { RecoveryView } from './recovery.view.ts';

interface Next {
  text: string;
  /** Null where no day is set. */
  atMs: number | null;
}

/** What happens next with a debt, and by when, as its two parties read it; null where it is over. */
export function nextOf(recovery: RecoveryView, isOwedToReader: boolean): Next | null {
  const { state, rail, endHow, nextAtMs } = recovery;
  const dueAtMs = recoveryLifecycle.dueAtMs(recovery);
  if (state === 'collecting') return { text: '支付机构正在退，退到就了结', atMs: dueAtMs };
  if (state !== 'open') return null;
  if (recovery.waitsForBuyer) return { text: NOT_ARRIVED_TEXT, atMs: null };
  if (endHow !== null) {
    const isAsked = asksCreditor(recovery) && recovery.creditorAgreedAtMs === null;
    const asked = isOwedToReader ? '等您答复；不答复就继续追' : '财务提出了结，等对方同意；不同意就继续追';
    return { text: isAsked ? asked : '财务提出了结，等第二个人确认', atMs: endLapsesAtMs(recovery) };
  }
  if (recovery.isPaying) return { text: '支付机构正在从保证金付，付到就记上', atMs: nextAtMs };
  if (recovery.isBacked) {
    const rest = isOwedToReader ? '由对方的保证金付到您账上' : '由保证金付给商家';
    return { text: rail === 'set-off' ? `先抵扣，到期没抵完的${rest}` : `到期${rest}`, atMs: nextAtMs };
  }
  if (rail === 'return') return { text: '由支付机构从账户里退', atMs: nextAtMs };
  // It is taken out of whatever comes next; of when something comes nobody knows.
  if (rail === 'set-off') return { text: '从接下来的结算款、运费和佣金里抵扣，抵完为止', atMs: null };
  return { text: '财务催收', atMs: dueAtMs };
}
