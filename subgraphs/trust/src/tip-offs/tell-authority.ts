import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyRole } from '../messages/notify.ts';

/** The authority's people hear of a lead that was handed over. */
export const tellAuthority = (context: TrustContext, tx: TrustTransaction, to: string): Promise<void> =>
  notifyRole(context, tx, 'regulator', {
    kind: 'oversight-asked',
    title: '平台移交一条违法线索',
    body: `移交给${to}，请打开“举报”看`,
    orderId: null,
  });
