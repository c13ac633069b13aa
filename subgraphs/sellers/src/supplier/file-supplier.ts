import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows, unlessTaken } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { must } from '@heitu/kit/rules/checked';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { address, contactPhone, divisionCode, personName, typedNumber, partyId } from '../fields.ts';
import { creditCodeVerdict, isResidentIdNumber } from '@heitu/standard/identity-numbers';
import { Party } from '../party/party.entity.ts';
import { SELLING_KINDS } from '../party/party.policy.ts';
import { supplierNow } from '../shown.ts';
import { Supplier } from './supplier.entity.ts';
import { supplierLifecycle } from './supplier.lifecycle.ts';
import { SUPPLIERS_PER_PARTY_MAX } from './supplier.policy.ts';
import { SAID } from '../said.ts';

/** A seller puts a supplier on file; nothing may be bought from it before it is approved (7.3.1). */
export const fileSupplier = mutation({
  name: 'fileSupplier',
  description: 'Puts a supplier on file. Nothing may be bought from it before it is approved.',
  may: permit.signedIn,
  input: z.object({
    partyId: partyId(),
    name: line(60).describe('As its licence or ID card says.'),
    uscc: typedNumber().nullish().describe('Unified social credit code; give this or idNumber.'),
    idNumber: typedNumber().nullish().describe('Of a farmer who supplies.'),
    contactName: personName().nullish().describe('Whom to call there.'),
    contactPhone: contactPhone().nullish(),
    divisionCode: divisionCode(),
    address: address(),
    supplies: line(200).nullish().describe('What it supplies.'),
    suppliesFood: z.boolean().nullish().describe('Supplies processed food: a licence for that becomes compulsory.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    IDENTITY_NEEDED: { message: '请填写供应商的统一社会信用代码，农户供应商填写身份证号码', clause: '7.3.1.a' },
    CREDIT_CODE_MALFORMED: { message: SAID.creditCodeMalformed, clause: '7.3.1.a' },
    ID_NUMBER_WRONG: { message: SAID.idNumberWrong, clause: '7.3.1.a' },
    ALREADY_FILED: { message: '这个供应商已经登记过', clause: '7.3.1.a-c' },
    KIND_DOES_NOT_SELL: { message: '只有网商、合作社、生产企业和农户可以登记供应商' },
    TOO_MANY_SUPPLIERS: { message: '供应商太多了，请联系平台' },
  },
  shows: supplierNow,
  async run(context, supplier, refuse) {
    const nowMs = context.clock.now();
    const { uscc, idNumber, partyId } = supplier;
    if (!uscc && !idNumber) return refuse('IDENTITY_NEEDED');
    const verdict = uscc ? creditCodeVerdict(uscc) : 'valid';
    if (verdict === 'malformed') return refuse('CREDIT_CODE_MALFORMED');
    if (idNumber && !isResidentIdNumber(idNumber, chinaDate(nowMs))) return refuse('ID_NUMBER_WRONG');
    const residentIdNumberBlind = idNumber ? context.vault.blindIndex('resident-id', idNumber) : null;
    return context.transaction(async (tx) => {
      const party = await ownParty(context, partyId, 'lots');
      if (!party) return refuse('NOT_FOUND');
      if (!SELLING_KINDS.includes(party.kind)) return refuse('KIND_DOES_NOT_SELL');
      await lockRows(tx, Party, { id: partyId });
      const count = await tx.em.count(Supplier, { partyId });
      if (count >= SUPPLIERS_PER_PARTY_MAX) return refuse('TOO_MANY_SUPPLIERS');
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
          identity: must(uscc || residentIdNumberBlind, 'a number of the supplier'),
          contactNameSealed: await sealed(supplier.contactName),
          contactPhoneSealed: await sealed(supplier.contactPhone),
          divisionCode: supplier.divisionCode,
          address: await context.vault.sealText(id, supplier.address),
          supplies: supplier.supplies ?? '',
          suppliesFood: supplier.suppliesFood ?? false,
          state: supplierLifecycle.initial,
          createdAtMs: nowMs,
        }),
        refuse('ALREADY_FILED'),
      );
      if (taken) return taken;
      tx.audit({ type: 'supplier', id, clause: '7.3.1.a-c' });
      return ok({ id });
    });
  },
});
