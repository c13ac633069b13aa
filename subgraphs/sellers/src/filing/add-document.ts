import { lockRows } from '@heitu/kit/data/only-one';
import { isKeyOf } from '@heitu/kit/rules/checked';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { identifier, line, localDate, z } from '@heitu/kit/rules/validate';
import { NUMBER_MISWRITTEN, paperNumberProblem } from '@heitu/standard/paper-numbers';
import { ownParty, ownPartyIds } from '../access.ts';
import { mutation } from '../context.ts';
import { DocumentTypes } from '../enums.ts';
import { documentNumber } from '../fields.ts';
import { NUMBERED } from './numbered.ts';
import { documentNow } from '../shown.ts';
import { Document } from './filing.entity.ts';
import { Party } from '../party/party.entity.ts';
import { Supplier } from '../supplier/supplier.entity.ts';
import { documentLifecycle } from './filing.lifecycle.ts';
import { useOwnFile } from './own-file.ts';
import { SAID } from '../said.ts';

export const DOCUMENTS_PER_HOLDER_MAX = 200;

/** A paper of one's own party, or of one of its suppliers, comes on file; it counts once it is accepted. */
export const addDocument = mutation({
  name: 'addDocument',
  description: 'Puts a paper of a party, or of one of its suppliers, on file. It counts once it is accepted.',
  may: permit.signedIn,
  input: z
    .object({
      partyId: identifier().nullish().describe('Whose paper it is; give this or supplierId.'),
      supplierId: identifier().nullish().describe('The supplier whose paper it is; give this or partyId.'),
      type: oneOf(DocumentTypes).describe('See documentTypes.'),
      number: documentNumber(),
      issuer: line(100).describe('Who issued it.'),
      validFromOn: localDate().describe('The first day.'),
      validUntilOn: localDate().nullish().describe('The last day; absent: without term.'),
      fileId: identifier()
        .nullish()
        .describe('Its scan, uploaded with purpose licence; a paper without one is refused.'),
    })
    .refine((document) => !document.partyId !== !document.supplierId, {
      path: ['partyId'],
      message: '请指明一个主体或一个供应商',
    })
    .refine((document) => !document.validUntilOn || document.validUntilOn >= document.validFromOn, {
      path: ['validUntilOn'],
      message: SAID.untilBeforeFrom,
    }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    SCAN_NEEDED: { message: '请拍下证照原件，没有照片不能提交', clause: '6.4.a-e' },
    FILE_UNKNOWN: { message: SAID.fileUnknown },
    NUMBER_MISWRITTEN: { message: NUMBER_MISWRITTEN, clause: '6.4.c' },
    TOO_MANY_DOCUMENTS: { message: '提交的材料太多了，请先撤回不用的' },
  },
  shows: documentNow,
  run: (
    context,
    { partyId, supplierId, type, number, issuer, validFromOn: validFrom, validUntilOn: validUntil, fileId },
    refuse,
  ) =>
    context.transaction(async (tx) => {
      const holder = partyId
        ? await ownParty(context, partyId, 'shop')
        : await tx.rows
            .selectFrom('Supplier')
            .select('id')
            .where('id', '=', supplierId ?? '')
            .where('partyId', 'in', ownPartyIds(context, 'lots'))
            .executeTakeFirst();
      if (!holder) return refuse('NOT_FOUND');
      const kind = isKeyOf(NUMBERED, type) ? NUMBERED[type] : null;
      const miswritten = kind && paperNumberProblem(kind, number);
      if (miswritten) return refuse('NUMBER_MISWRITTEN', [atField('number', miswritten)]);
      if (!fileId) return refuse('SCAN_NEEDED', 'fileId');
      const id = context.newId();
      const isOwn = await useOwnFile(context, tx, { type: 'document', id }, fileId, 'licence');
      if (!isOwn) return refuse('FILE_UNKNOWN', 'fileId');
      await (partyId ? lockRows(tx, Party, { id: partyId }) : lockRows(tx, Supplier, { id: holder.id }));
      const { count } = await tx.rows
        .selectFrom('Document')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(partyId ? 'partyId' : 'supplierId', '=', holder.id)
        .where('state', '!=', 'withdrawn')
        .executeTakeFirstOrThrow();
      if (Number(count) >= DOCUMENTS_PER_HOLDER_MAX) return refuse('TOO_MANY_DOCUMENTS');
      await tx.em.insert(Document, {
        id,
        partyId: partyId ?? null,
        supplierId: supplierId ?? null,
        type,
        number,
        issuer,
        validFrom,
        validUntil: validUntil ?? null,
        fileId,
        state: documentLifecycle.initial,
        addedBy: context.actor.id,
        createdAtMs: context.clock.now(),
      });
      tx.audit({ type: 'document', id, clause: partyId ? '6.4.a-e' : '7.3.1.a-c' });
      return ok({ id });
    }),
});
