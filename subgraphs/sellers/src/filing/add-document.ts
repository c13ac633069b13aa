import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import { ownParty, ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { documentNumber, requestId } from '../fields.ts';
import { DOCUMENT_TYPE_CODES } from './document-types.table.ts';
import { Document } from './filing.entity.ts';
import { Party } from '../party/party.entity.ts';
import { Supplier } from '../supplier/supplier.entity.ts';
import { documentLifecycle } from './filing.lifecycle.ts';
import { addDocumentRefusals as refusals } from './filing.refusals.ts';
import { useOwnFile } from './own-file.ts';

export const DOCUMENTS_PER_HOLDER_MAX = 200;

const schema = z
  .object({
    requestId: requestId(),
    partyId: identifier().nullish(),
    supplierId: identifier().nullish(),
    type: z.enum(DOCUMENT_TYPE_CODES),
    number: documentNumber(),
    issuer: line(100),
    validFrom: localDate(),
    validUntil: localDate().nullish(),
    fileId: identifier().nullish(),
  })
  .refine((document) => !document.partyId !== !document.supplierId, {
    path: ['partyId'],
    message: '请指明一个主体或一个供应商',
  })
  .refine((document) => !document.validUntil || document.validUntil >= document.validFrom, {
    path: ['validUntil'],
    message: '截止日期不能早于起始日期',
  });
export type AddDocumentInput = z.input<typeof schema>;

/** A paper of one's own party, or of one of its suppliers, comes on file; it counts once it is accepted. */
export async function addDocument(context: SellersContext, input: AddDocumentInput): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId: key, partyId, supplierId, ...document } = parsed.value;
  return context.transaction(
    async (tx) => {
      const holder = partyId
        ? await ownParty(context, partyId, 'shop')
        : await tx.rows
            .selectFrom('Supplier')
            .select('id')
            .where('id', '=', supplierId!)
            .where('partyId', 'in', ownPartyIds(context, 'lots'))
            .executeTakeFirst();
      if (!holder) return refuse(refusals, 'NOT_FOUND');
      const id = context.newId();
      if (!(await useOwnFile(context, tx, { type: 'document', id }, document.fileId, 'licence')))
        return refuse(refusals, 'FILE_UNKNOWN');
      await (partyId ? lockRows(tx, Party, { id: partyId }) : lockRows(tx, Supplier, { id: holder.id }));
      const { count } = await tx.rows
        .selectFrom('Document')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(partyId ? 'partyId' : 'supplierId', '=', holder.id)
        .where('state', '!=', 'withdrawn')
        .executeTakeFirstOrThrow();
      if (Number(count) >= DOCUMENTS_PER_HOLDER_MAX) return refuse(refusals, 'TOO_MANY_DOCUMENTS');
      await tx.em.insert(Document, {
        id,
        partyId: partyId ?? null,
        supplierId: supplierId ?? null,
        ...document,
        validUntil: document.validUntil ?? null,
        fileId: document.fileId ?? null,
        state: documentLifecycle.initial,
        addedBy: context.actor.id,
        createdAtMs: context.clock.now(),
      });
      tx.audit({ type: 'document', id, clause: partyId ? '6.4.a-e' : '7.3.1.a-c' });
      return ok({ id });
    },
    { id: key, input },
  );
}
