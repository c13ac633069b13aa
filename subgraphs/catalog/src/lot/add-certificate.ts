import { addWorkingDays, chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, line, named, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { NUMBER_MISWRITTEN, paperNumberProblem } from '@heitu/standard/paper-numbers';
import { SELLERS } from '../roles.ts';
import { mutation, type CatalogContext, type CatalogTransaction } from '../context.ts';
import { askSupplier } from '../peers.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { day, lotId, publicLine } from '../inputs.ts';
import { Certificate } from './lot.entity.ts';
import { lotNow } from './lot-now.ts';
import { CertificateTypes } from '../enums.ts';
import { oneOf } from '@heitu/kit/rules/enums';
import { DATE_IN_FUTURE, FILE_UNKNOWN, inFuture, NOT_OWN_SUPPLIER, SUPPLIER_NOT_FILED } from './lot.refusals.ts';
import { certificateLifecycle, PAPER_WORKING_DAYS } from './paper.lifecycle.ts';
import type { BoughtIn } from './lot.policy.ts';
import { ownedLot } from './owned-lot.ts';

/** Produce is bought with its origin, and of a supplier that is filed (7.3.1, 7.3.2.d). */
const boughtInInput = () =>
  named(
    'BoughtInInput',
    z.object({
      supplierId: identifier().describe('Of whom: a supplier of the same party that is approved and valid.'),
      goods: publicLine(40).describe('What was bought: millet, rice flour.'),
      amount: publicLine(40).describe('How much, with its unit, as on the paper.'),
      origin: publicLine(60, 2).describe('Where it was grown, gathered or made.'),
    }),
  );

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
    issuer: line(120).describe('Who issued it; of a purchase, the supplier, whatever stands here.'),
    issuedOn: day().describe('The day it was issued, or of the purchase; not in the future.'),
    validUntilOn: day().nullish().default(null).describe('The last day on which it holds; left out: without term.'),
    boughtIn: boughtInInput().nullish().default(null).describe('A must where it is of a purchase, and only there.'),
    fileId: identifier().describe('Its scan, uploaded with purpose certificate.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    FILE_UNKNOWN,
    DATE_IN_FUTURE,
    SUPPLIER_NOT_FILED,
    PURCHASE_UNSAID: { message: '进货凭证要写明进了什么、多少、哪儿产的、从谁那里进的', clause: '7.3.2.d' },
    NUMBER_MISWRITTEN: { message: NUMBER_MISWRITTEN, clause: '7.3.2.a-f' },
    CERTIFICATE_EXPIRED: { message: '有效期不能早于签发日期' },
  },
  shows: lotNow,
  async run(context, { validUntilOn: validUntil, boughtIn, ...paper }, refuse) {
    if (paper.issuedOn > chinaDate(context.clock.now()))
      return refuse('DATE_IN_FUTURE', inFuture('issuedOn', paper.issuedOn));
    if (validUntil !== null && validUntil < paper.issuedOn)
      return refuse('CERTIFICATE_EXPIRED', [atField('validUntilOn', `${validUntil}早于签发日期${paper.issuedOn}`)]);
    const miswritten = paper.type === 'production-licence' ? paperNumberProblem('food-production', paper.number) : null;
    if (miswritten !== null) return refuse('NUMBER_MISWRITTEN', [atField('number', miswritten)]);
    const supplier = boughtIn && (await askSupplier(context, boughtIn.supplierId));
    return context.transaction(async (tx) => {
      const lot = await ownedLot(context, paper.lotId);
      if (!lot) return refuse('NOT_FOUND');
      if (lot.state !== 'registered' && lot.state !== 'released') return refuse('WRONG_STATE');
      if ((paper.type === 'purchase') !== (boughtIn !== null)) return refuse('PURCHASE_UNSAID', 'boughtIn');
      if (boughtIn && (supplier?.partyId !== lot.partyId || !supplier.valid))
        return refuse('SUPPLIER_NOT_FILED', [atField('boughtIn.supplierId', supplier?.reason ?? NOT_OWN_SUPPLIER)]);
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'certificate', id }, [paper.fileId], 'certificate')))
        return refuse('FILE_UNKNOWN', 'fileId');
      const nowMs = context.clock.now();
      await tx.em.insert(Certificate, {
        ...paper,
        issuer: supplier?.name ?? paper.issuer,
        boughtIn: boughtIn && toJson(boughtOf(boughtIn)),
        validUntil,
        id,
        partyId: lot.partyId,
        addedAtMs: nowMs,
        state: certificateLifecycle.initial,
        filedByAccountId: context.actor.id,
        acceptDueAtMs: addWorkingDays(nowMs, PAPER_WORKING_DAYS),
      });
      if (boughtIn) await tellOfPurchase(context, tx, lot, { ...boughtIn, boughtOn: paper.issuedOn });
      tx.audit({ type: 'lot', id: lot.id, clause: '7.3.2.a-f' satisfies ClauseRef });
      return ok({ id: lot.id });
    });
  },
});

const boughtOf = ({ goods, amount, origin }: BoughtIn): BoughtIn => ({ goods, amount, origin });

/** The lot's chain holds what its seller says was bought in for it; the paper is judged beside it. */
async function tellOfPurchase(
  context: CatalogContext,
  tx: CatalogTransaction,
  { id: lotId, code: lotCode, partyId }: { id: string; code: string; partyId: string },
  { goods, amount, origin, boughtOn }: BoughtIn & { boughtOn: string },
): Promise<void> {
  await appendTraceEvent(
    context,
    tx,
    { lotId, lotCode, partyId },
    {
      bizStep: 'receiving',
      title: '原料进货',
      atMs: startOfChinaDate(boughtOn),
      place: null,
      source: 'seller',
      inputs: [{ name: goods, amount, usedOn: boughtOn, source: origin }],
    },
  );
}
