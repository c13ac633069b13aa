import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day, lotId } from '../inputs.ts';
import { Certificate } from './lot.entity.ts';
import { lotNow } from './lot-now.ts';
import { CertificateTypes } from '../enums.ts';
import { oneOf } from '@heitu/kit/rules/enums';
import { DATE_IN_FUTURE, FILE_UNKNOWN, inFuture } from './lot.refusals.ts';
import { certificateLifecycle, PAPER_WORKING_DAYS } from './paper.lifecycle.ts';
import { ownedLot } from './owned-lot.ts';

/**
 * Files a paper of a lot with its scan; it counts once somebody else has accepted it. Papers are never changed: a wrong
 * one is followed by the right one.
 */
export const addCertificate = mutation({
  name: 'addCertificate',
  description: 'Files a paper of a lot with its scan. It counts once a reviewer has accepted it.',
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    type: oneOf(CertificateTypes).describe('What kind of paper it is.'),
    number: line(80).describe('The number on the paper.'),
    issuer: line(120).describe('Who issued it.'),
    issuedOn: day().describe('The day it was issued; not in the future.'),
    validUntilOn: day().nullish().default(null).describe('The last day on which it holds; left out: without term.'),
    fileId: identifier().describe('Its scan, uploaded with purpose certificate.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    FILE_UNKNOWN,
    DATE_IN_FUTURE,
    CERTIFICATE_EXPIRED: { message: '有效期不能早于签发日期' },
  },
  shows: lotNow,
  async run(context, { validUntilOn: validUntil, ...paper }, refuse) {
    if (paper.issuedOn > chinaDate(context.clock.now()))
      return refuse('DATE_IN_FUTURE', inFuture('issuedOn', paper.issuedOn));
    if (validUntil !== null && validUntil < paper.issuedOn)
      return refuse('CERTIFICATE_EXPIRED', [atField('validUntilOn', `${validUntil}早于签发日期${paper.issuedOn}`)]);
    return context.transaction(async (tx) => {
      const lot = await ownedLot(context, paper.lotId);
      if (!lot) return refuse('NOT_FOUND');
      if (lot.state !== 'registered' && lot.state !== 'released') return refuse('WRONG_STATE');
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'certificate', id }, [paper.fileId], 'certificate')))
        return refuse('FILE_UNKNOWN', 'fileId');
      const nowMs = context.clock.now();
      await tx.em.insert(Certificate, {
        ...paper,
        validUntil,
        id,
        partyId: lot.partyId,
        addedAtMs: nowMs,
        state: certificateLifecycle.initial,
        filedByAccountId: context.actor.id,
        acceptDueAtMs: addWorkingDays(nowMs, PAPER_WORKING_DAYS),
      });
      tx.audit({ type: 'lot', id: lot.id, clause: '7.3.2.a-f' satisfies ClauseRef });
      return ok({ id: lot.id });
    });
  },
});
