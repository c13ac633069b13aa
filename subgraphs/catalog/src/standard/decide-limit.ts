import { unopened } from '@heitu/kit/privacy/scan-openings';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { REASON_NEEDED } from '../lot/lot.refusals.ts';
import { WITHDRAWERS } from '../roles.ts';
import { holdFrom } from './hold-from.ts';
import { proposalsById } from './limit-proposal.loader.ts';
import { limitProposals } from './limit-proposal.moves.ts';
import { LimitProposalView } from './limit-proposal.view.ts';

/** A second person has compared what was read with the text: the limit holds without a doubt, or it goes back. */
export const decideLimit = mutation({
  name: 'decideLimit',
  description: 'A second person has compared a proposed limit with the text of its standard: it holds, or goes back.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    proposalId: identifier().describe('What was read of a limit.'),
    accepted: z.boolean().describe('The text says so. From the one who proposed it, false takes it back.'),
    reason: line(200).nullish().default(null).describe('What is wrong with it; a must where it goes back.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: '要两个人：提出的人不能自己核对', clause: '7.3.3.a-c' },
    SCAN_NOT_OPENED: { message: '先打开标准原文的扫描件看过，再核对', clause: '7.3.3.a-c' },
    REASON_NEEDED,
  },
  shows: rowAfter(LimitProposalView, proposalsById),
  run: (context, { proposalId: id, accepted, reason }, refuse) =>
    context.transaction(async (tx) => {
      const row = await tx.rows.selectFrom('LimitProposal').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return refuse('NOT_FOUND');
      const isOwn = row.filedByAccountId === context.actor.id;
      if (accepted && isOwn) return refuse('SAME_PERSON');
      if (accepted && row.state === 'filed' && row.fileId !== null && (await unopened(context, tx, [row])).length > 0)
        return refuse('SCAN_NOT_OPENED');
      if (!accepted && reason === null) return refuse('REASON_NEEDED', 'reason');
      const set = {
        waitingFor: null,
        decidedAtMs: context.clock.now(),
        decidedByAccountId: context.actor.id,
        ...(accepted ? { comparedUpTo: '' } : { returnReason: reason }),
      };
      const unmoved = await limitProposals.move(context, tx, accepted ? 'accept' : 'return', row, refuse, {
        set,
        reason: reason ?? row.source,
      });
      if (unmoved) return unmoved;
      if (accepted) await holdFrom(context, tx, row);
      return ok({ id });
    }),
});
