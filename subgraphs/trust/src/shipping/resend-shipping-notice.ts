import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { shippingNoticesById } from './shipping.loader.ts';
import { shippingNotices } from './shipping.moves.ts';
import { ShippingNoticeView } from './shipping.view.ts';

/** Once more, when what WeChat refused has been put right: the seller's money stays frozen until it knows. */
export const resendShippingNotice = mutation({
  name: 'resendShippingNotice',
  description: 'Tells WeChat once more of a parcel that it refused to take note of.',
  may: permit.role('operator-admin'),
  input: z.object({ noticeId: identifier().describe('One that WeChat refused (WRONG_STATE otherwise).') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(ShippingNoticeView, shippingNoticesById),
  run: (context, { noticeId: id }, refuse) =>
    context.transaction(async (tx) => {
      const notice = await tx.rows.selectFrom('ShippingNotice').selectAll().where('id', '=', id).executeTakeFirst();
      if (!notice) return refuse('NOT_FOUND');
      const set = { attempts: 0, nextAtMs: context.clock.now(), settledAtMs: null };
      const refused = await shippingNotices.move(context, tx, 'resend', notice, refuse, { set });
      return refused ?? ok({ id });
    }),
});
