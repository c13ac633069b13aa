import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows, unlessTaken } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { address, contactPhone, divisionCode, personName, requestId, typedNumber } from '../fields.ts';
import { creditCodeVerdict, isResidentIdNumber } from '../identity/identity.policy.ts';
import { Party } from '../party/party.entity.ts';
import { SELLING_KINDS, type PartyKind } from '../party/party.policy.ts';
import { Supplier } from './supplier.entity.ts';
import { supplierLifecycle } from './supplier.lifecycle.ts';
import { SUPPLIERS_PER_PARTY_MAX } from './supplier.policy.ts';
import { fileSupplierRefusals as refusals } from './supplier.refusals.ts';

const schema = z.object({
  requestId: requestId(),
  partyId: identifier(),
  name: line(60),
  uscc: typedNumber().nullish(),
  idNumber: typedNumber().nullish(),
  contactName: personName().nullish(),
  contactPhone: contactPhone().nullish(),
  divisionCode: divisionCode(),
  address: address(),
  supplies: line(200).nullish(),
  suppliesFood: z.boolean().nullish(),
});
export type FileSupplierInput = z.input<typeof schema>;

/** A seller puts a supplier on file; nothing may be bought from it before it is approved (7.3.1). */
export async function fileSupplier(
  context: SellersContext,
  input: FileSupplierInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const supplier = parsed.value;
  const nowMs = context.clock.now();
  const { uscc, idNumber, partyId } = supplier;
  if (!uscc && !idNumber) return refuse(refusals, 'IDENTITY_NEEDED');
  const verdict = uscc ? creditCodeVerdict(uscc) : 'valid';
  if (verdict === 'malformed') return refuse(refusals, 'CREDIT_CODE_MALFORMED');
  if (idNumber && !isResidentIdNumber(idNumber, chinaDate(nowMs))) return refuse(refusals, 'ID_NUMBER_WRONG');
  const residentIdNumberBlind = idNumber ? context.vault.blindIndex('resident-id', idNumber) : null;
  return context.transaction(
    async (tx) => {
      const party = await ownParty(context, partyId, 'lots');
      if (!party) return refuse(refusals, 'NOT_FOUND');
      if (!SELLING_KINDS.includes(party.kind as PartyKind)) return refuse(refusals, 'KIND_DOES_NOT_SELL');
      await lockRows(tx, Party, { id: partyId });
      const count = await tx.em.count(Supplier, { partyId });
      if (count >= SUPPLIERS_PER_PARTY_MAX) return refuse(refusals, 'TOO_MANY_SUPPLIERS');
      const id = context.newId();
      const sealed = async (text: string | null | undefined) => (text ? context.vault.seal(id, text) : null);
      const taken = await unlessTaken(
        tx.em.insert(Supplier, {
          id,
          partyId,
          name: await context.vault.sealText(id, supplier.name),
          creditCode: uscc || null,
          creditCodeIsDoubtful: verdict === 'doubtful',
          residentIdNumberSealed: await sealed(idNumber),
          residentIdNumberBlind,
          identity: uscc || residentIdNumberBlind!,
          contactNameSealed: await sealed(supplier.contactName),
          contactPhoneSealed: await sealed(supplier.contactPhone),
          divisionCode: supplier.divisionCode,
          address: await context.vault.sealText(id, supplier.address),
          supplies: supplier.supplies ?? '',
          suppliesFood: supplier.suppliesFood ?? false,
          state: supplierLifecycle.initial,
          createdAtMs: nowMs,
        }),
        refuse(refusals, 'ALREADY_FILED'),
      );
      if (taken) return taken;
      tx.audit({ type: 'supplier', id, clause: '7.3.1.a-c' });
      return ok({ id });
    },
    { id: supplier.requestId, input },
  );
}
