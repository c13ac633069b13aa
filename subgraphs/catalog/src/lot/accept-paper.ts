import { unopened } from '@heitu/kit/privacy/scan-openings';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { paperId } from '../inputs.ts';
import { decision, isOwnPaper, paperById } from './decide-paper.ts';
import { lotNow } from './lot-now.ts';
import { NOT_OWN_PAPER } from './lot.refusals.ts';
import { certificates, inspections } from './paper.moves.ts';

/** Somebody other than who filed it has opened the scan and found that it says what was typed (7.3.2, 7.3.6). */
export const acceptPaper = mutation({
  name: 'acceptPaper',
  description: 'A reviewer has opened the scan and found that it says what was typed: the paper counts from now on.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({ paperId: paperId() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_OWN_PAPER,
    SCAN_NOT_OPENED: { message: '先打开扫描件看过，再核验', clause: '7.3.2.a-f' },
  },
  shows: lotNow,
  run: (context, { paperId }, refuse) =>
    context.transaction(async (tx) => {
      const paper = await paperById(tx, paperId);
      if (!paper) return refuse('NOT_FOUND');
      const { row } = paper;
      if (isOwnPaper(context, row)) return refuse('NOT_OWN_PAPER');
      const unseen = row.state === 'filed' ? await unopened(context, tx, [row]) : [];
      if (unseen.length > 0) return refuse('SCAN_NOT_OPENED');
      const moves = { certificate: certificates, inspection: inspections }[paper.kind];
      const unmoved = await moves.move(context, tx, 'accept', row, refuse, { set: decision(context) });
      if (unmoved) return unmoved;
      return ok({ id: row.lotId });
    }),
});
