import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { SellersContext } from '../context.ts';
import { address, contactPhone, divisionCode, personName, requestId, typedNumber } from '../fields.ts';
import { creditCodeVerdict, isResidentIdNumber } from '../identity/identity.policy.ts';
import { Party } from './party.entity.ts';
import {
  applicantIdentityOf,
  PARTIES_PER_ACCOUNT_MAX,
  PARTY_KIND_CODES,
  PARTY_KINDS,
  publicName,
} from './party.policy.ts';
import { registerPartyRefusals as refusals } from './party.refusals.ts';

const schema = z.object({
  requestId: requestId(),
  kind: z.enum(PARTY_KIND_CODES),
  name: line(60),
  uscc: typedNumber().nullish(),
  idNumber: typedNumber().nullish(),
  legalRepresentative: personName(),
  contactName: personName(),
  contactPhone: contactPhone(),
  divisionCode: divisionCode(),
  address: address(),
  sellsFood: z.boolean().nullish(),
  exemption: z.object({ reason: line(200, 4), declaration: paragraph(1000, 10) }).nullish(),
});
export type RegisterPartyInput = z.input<typeof schema>;

/**
 * A business by its credit code, or a farmer by ID number and exemption declaration (E-commerce Law 10), comes on file;
 * not yet approved.
 */
export async function registerParty(
  context: SellersContext,
  input: RegisterPartyInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const party = parsed.value;
  const nowMs = context.clock.now();
  const isExempt = PARTY_KINDS[party.kind].identity === 'residentIdNumber';
  const creditCode = isExempt ? null : party.uscc || null;
  if (isExempt && !party.idNumber) return refuse(refusals, 'ID_NUMBER_NEEDED');
  if (!isExempt && !creditCode) return refuse(refusals, 'CREDIT_CODE_NEEDED');
  if (party.idNumber && !isResidentIdNumber(party.idNumber, chinaDate(nowMs)))
    return refuse(refusals, 'ID_NUMBER_WRONG');
  if (isExempt && !party.exemption) return refuse(refusals, 'EXEMPTION_NEEDED');
  const verdict = creditCode ? creditCodeVerdict(creditCode) : 'valid';
  if (verdict === 'malformed') return refuse(refusals, 'CREDIT_CODE_MALFORMED');

  const residentIdNumberBlind = party.idNumber ? context.vault.blindIndex('resident-id', party.idNumber) : null;
  return context.transaction(
    async (tx) => {
      // What this account has filed is taken: of several filed at once each counts those before it. The same number
      // meets the key.
      await lockRows(tx, Party, { applicantAccountId: context.actor.id });
      const sameNumber = await tx.rows
        .selectFrom('Party')
        .select(['applicantAccountId', 'approvedAtMs'])
        .where('kind', '=', party.kind)
        .$if(isExempt, (query) => query.where('residentIdNumberBlind', '=', residentIdNumberBlind))
        .$if(!isExempt, (query) => query.where('creditCode', '=', creditCode))
        .execute();
      if (sameNumber.some((row) => row.applicantAccountId === context.actor.id))
        return refuse(refusals, 'ALREADY_REGISTERED');
      if (sameNumber.some((row) => row.approvedAtMs !== null)) return refuse(refusals, 'ALREADY_FILED');
      const { count } = await tx.rows
        .selectFrom('Party')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('applicantAccountId', '=', context.actor.id)
        .executeTakeFirstOrThrow();
      if (Number(count) >= PARTIES_PER_ACCOUNT_MAX) return refuse(refusals, 'TOO_MANY_PARTIES');

      const id = context.newId();
      const seal = (text: string) => context.vault.seal(id, text);
      await tx.em.insert(Party, {
        id,
        kind: party.kind,
        name: publicName(party.kind, party.name),
        fullName: isExempt ? await context.vault.sealText(id, party.name) : null,
        fullNameBlind: isExempt ? context.vault.blindIndex('party-name', party.name) : null,
        applicantAccountId: context.actor.id,
        applicantIdentity: applicantIdentityOf(
          context.actor.id,
          party.kind,
          (isExempt ? residentIdNumberBlind : creditCode)!,
        ),
        creditCode,
        creditCodeIsDoubtful: verdict === 'doubtful',
        residentIdNumberSealed: party.idNumber ? await seal(party.idNumber) : null,
        residentIdNumberBlind,
        legalRepresentativeSealed: await seal(party.legalRepresentative),
        contactNameSealed: await seal(party.contactName),
        contactPhoneSealed: await seal(party.contactPhone),
        contactPhoneBlind: context.vault.blindIndex('phone', party.contactPhone),
        divisionCode: party.divisionCode,
        address: await context.vault.sealText(id, party.address),
        sellsFood: party.sellsFood ?? false,
        exemptionReason: isExempt ? party.exemption!.reason : null,
        exemptionDeclaration: isExempt ? party.exemption!.declaration : null,
        exemptionDeclaredAtMs: isExempt ? nowMs : null,
        createdAtMs: nowMs,
      });
      tx.audit({ type: 'party', id, clause: '7.1.a' });
      return ok({ id });
    },
    { id: party.requestId, input },
  );
}
