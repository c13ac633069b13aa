import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { lotId } from '../inputs.ts';
import { issuePromise } from './issue-promise.ts';
import { lotNow } from './lot-now.ts';
import { ownedLot } from './owned-lot.ts';
import { papersForRelease } from './paper.loader.ts';
import { isPromisedOf, promiseBasis } from './promise.policy.ts';

/** One tap and one signature: the platform writes the certificate from what is known of the lot. */
export const givePromise = mutation({
  name: 'givePromise',
  description: "Signs the lot's 承诺达标合格证; what it stands on follows from the reports and looks that are there.",
  may: permit.role(...SELLERS),
  input: z.object({ lotId: lotId(), signedBy: line(40).describe('Who promises, by name.') }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ALREADY_GIVEN: { message: '这批货已经开过承诺达标合格证' },
    FACTORY_GOODS: { message: '加工过的货用出厂检验合格证，不开这张证' },
    NO_BASIS: { message: '先填自检表，或者交检测报告，和限量比过、都合格了才能承诺', clause: '7.3.2.b' },
  },
  shows: lotNow,
  run: (context, { lotId, signedBy }, refuse) =>
    context.transaction(async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      if (lot.state !== 'registered' && lot.state !== 'released') return refuse('WRONG_STATE');
      const papers = await papersForRelease(tx.rows, lot);
      if (!isPromisedOf(papers.category)) return refuse('FACTORY_GOODS');
      const basis = promiseBasis(papers);
      if (!basis) return refuse('NO_BASIS');
      if (!(await issuePromise(context, tx, lot, { basis, signedBy }))) return refuse('ALREADY_GIVEN');
      tx.audit({ type: 'lot', id: lotId, clause: '7.3.2.b' });
      return ok({ id: lotId });
    }),
});
