import { chinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { Certificate } from './lot.entity.ts';
import { CERTIFICATE_TYPE_NAMES } from './lot.policy.ts';
import { addCertificateRefusals as refusals } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';

const schema = z.object({
  requestId: identifier(),
  lotId: identifier(),
  type: z.enum(CERTIFICATE_TYPE_NAMES),
  number: line(80),
  issuer: line(120),
  issuedOn: localDate(),
  validUntil: localDate().nullish().default(null),
  fileId: identifier().nullish().default(null),
});

/** Adds a paper to a lot. Papers are added, never changed: a wrong one is followed by the right one. */
export async function addCertificate(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, ...paper } = parsed.value;
  if (paper.issuedOn > chinaDate(context.clock.now()))
    return refuse(refusals, 'DATE_IN_FUTURE', [{ at: 'issuedOn', text: `${paper.issuedOn}还没有到` }]);
  if (paper.validUntil !== null && paper.validUntil < paper.issuedOn)
    return refuse(refusals, 'CERTIFICATE_EXPIRED', [
      { at: 'validUntil', text: `${paper.validUntil}早于签发日期${paper.issuedOn}` },
    ]);
  return context.transaction(
    async (tx) => {
      const lot = await ownedLot(context, paper.lotId);
      if (!lot) return refuse(refusals, 'NOT_FOUND');
      if (lot.state !== 'registered' && lot.state !== 'released') return refuse(refusals, 'WRONG_STATE');
      const id = context.newId();
      const files = paper.fileId ? [paper.fileId] : [];
      if (!(await useFiles(context, tx, { type: 'certificate', id }, files, 'certificate')))
        return refuse(refusals, 'FILE_UNKNOWN');
      await tx.em.insert(Certificate, { ...paper, id, partyId: lot.partyId, addedAtMs: context.clock.now() });
      tx.audit({ type: 'lot', id: lot.id, clause: '7.3.2.a-f' satisfies ClauseRef });
      return ok({ id: lot.id });
    },
    { id: requestId, input: parsed.value },
  );
}
