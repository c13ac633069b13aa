import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RecordSaved } from './disclosure.view.ts';
import { FILERS } from './return.lifecycle.ts';
import { stepReturn } from './step-return.ts';
import { returnId } from '../input-fields.ts';

/** Records, with the authority's receipt, that an approved return was filed (6.1.f). */
export const fileReturn = mutation({
  name: 'fileReturn',
  description: "Records, with the authority's receipt, that another filed a return than who approved it.",
  may: permit.role(...FILERS),
  input: z.object({ returnId: returnId(), receipt: line(200, 2).describe("The authority's receipt.") }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NO_PACKAGE: { message: '请先生成报送文件：报送的是那份文件', clause: '6.1.f' },
    OWN_APPROVAL: { message: '您核准的，请别人报送：一人核准，一人报送', clause: '6.1.f' },
  },
  shows: asItIs(RecordSaved),
  run: (context, { returnId: id, receipt }, refuse) =>
    context.transaction(async (tx) => {
      const known = await tx.rows
        .selectFrom('StatisticalReturn')
        .select(['approvedBy', 'state', 'packageId'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (known?.approvedBy === context.actor.id) return refuse('OWN_APPROVAL');
      if (known?.state === 'approved' && known.packageId === null) return refuse('NO_PACKAGE');
      const filed = { filedAtMs: context.clock.now(), receipt };
      return (await stepReturn(context, tx, id, 'file', filed)) ?? ok({ id });
    }),
});
