import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { PartyKinds } from '@heitu/kit/rules/shared-enums';
import { line, named, paragraph, z } from '@heitu/kit/rules/validate';
import { must } from '@heitu/kit/rules/checked';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { address, contactPhone, divisionCode, personName, typedNumber } from '../fields.ts';
import { creditCodeVerdict, isResidentIdNumber } from '@heitu/standard/identity-numbers';
import { partyNow } from '../shown.ts';
import type { FilingKind } from '../filing/filing.policy.ts';
import { Party } from './party.entity.ts';
import { applicantIdentityOf, PARTIES_PER_ACCOUNT_MAX, publicName, tradesUnderCompanyName } from './party.policy.ts';
import { SAID } from '../said.ts';

export const application = z.object({
  kind: oneOf(PartyKinds).describe('What it is; its papers depend on it.'),
  name: line(60).describe('As its licence says; of a farmer the full name, as the ID card says.'),
  uscc: typedNumber().nullish().describe('Unified social credit code; of everybody but farmers.'),
  idNumber: typedNumber().nullish().describe('Resident ID number; compulsory of farmers.'),
  legalRepresentative: personName().describe('Their full name; sealed.'),
  contactName: personName().describe('Whom to call; sealed.'),
  contactPhone: contactPhone(),
  divisionCode: divisionCode().describe('GB/T 2260: 6, 9 or 12 digits.'),
  address: address(),
  sellsFood: z
    .boolean()
    .nullish()
    .describe('Sells or processes food beyond its own edible farm produce: a food licence becomes compulsory.'),
  exemption: named(
    'ExemptionInput',
    z.object({
      reason: line(200, 4).describe('Why no registration is needed (E-Commerce Law 10).'),
      declaration: paragraph(1000, 10).describe("The farmer's declaration, word for word."),
    }),
  )
    .nullish()
    .describe('Compulsory of farmers.'),
});
type Application = z.output<typeof application>;

export const registerRefusals = {
  CREDIT_CODE_NEEDED: { message: '请填写18位统一社会信用代码', clause: '7.1.a' },
  CREDIT_CODE_MALFORMED: { message: SAID.creditCodeMalformed, clause: '7.1.a' },
  ID_NUMBER_NEEDED: { message: '农户免登记需要填写本人身份证号码', clause: '7.1.a' },
  ID_NUMBER_WRONG: { message: SAID.idNumberWrong, clause: '7.1.a' },
  EXEMPTION_NEEDED: { message: '农户免登记需要写明理由并提交声明', clause: '7.1.a' },
  ALREADY_REGISTERED: { message: '您已登记过这个主体，请在“我的主体”里继续', clause: '6.4' },
  ALREADY_FILED: { message: '这个主体已经备案；如果不是您本人办理的，请联系平台核实', clause: '6.4' },
  TOO_MANY_PARTIES: { message: '一个账号登记的主体太多了，请联系平台' },
} as const;

/**
 * A business by its credit code, or a farmer by ID number and exemption declaration (E-commerce Law 10), comes on file;
 * not yet approved.
 */
export const registerParty = mutation({
  name: 'registerParty',
  description:
    'Puts a business on file by its credit code, or a farmer by ID number and exemption declaration. It may do business once a filing is approved.',
  may: permit.inPerson,
  input: application,
  requestId: 'must',
  refusals: registerRefusals,
  shows: partyNow,
  run: (context, party, refuse) =>
    context.transaction(async (tx) => {
      const registered = await register(context, tx, context.actor.id, party);
      return typeof registered === 'string' ? refuse(registered) : ok(registered);
    }),
});

/**
 * The party of this account: what says against it, or its row. What the account has filed is taken: of several filed at
 * once each counts those before it. The same number meets the key.
 */
export async function register(
  context: SellersContext,
  tx: SellersTransaction,
  accountId: string,
  party: Application,
): Promise<{ id: string } | keyof typeof registerRefusals> {
  const refusal = whyNotIdentified(party, chinaDate(context.clock.now()));
  if (refusal) return refusal;
  const numbers = numbersOf(context, party);
  await lockRows(tx, Party, { applicantAccountId: accountId });
  const sameNumber = await tx.rows
    .selectFrom('Party')
    .select(['applicantAccountId', 'approvedAtMs'])
    .where('kind', '=', party.kind)
    .where(numbers.creditCode ? 'creditCode' : 'residentIdNumberBlind', '=', numbers.known)
    .execute();
  if (sameNumber.some((row) => row.applicantAccountId === accountId)) return 'ALREADY_REGISTERED';
  if (sameNumber.some((row) => row.approvedAtMs !== null)) return 'ALREADY_FILED';
  const { count } = await tx.rows
    .selectFrom('Party')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('applicantAccountId', '=', accountId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= PARTIES_PER_ACCOUNT_MAX) return 'TOO_MANY_PARTIES';
  const id = context.newId();
  await tx.em.insert(Party, await rowOf(context, { id, accountId }, party, numbers));
  tx.audit({ type: 'party', id, clause: '7.1.a' });
  return { id };
}

/** What this account has on file under the same number; filled in anew where nobody has approved it. */
export async function onFile(
  context: SellersContext,
  tx: SellersTransaction,
  accountId: string,
  party: Application,
): Promise<{ id: string; kind: FilingKind }> {
  const numbers = numbersOf(context, party);
  const own = await tx.rows
    .selectFrom('Party')
    .select(['id', 'approvedAtMs'])
    .where('applicantIdentity', '=', applicantIdentityOf(accountId, party.kind, numbers.known))
    .executeTakeFirstOrThrow();
  if (own.approvedAtMs !== null) return { id: own.id, kind: 'renewal' };
  const { id, createdAtMs: _first, ...facts } = await rowOf(context, { id: own.id, accountId }, party, numbers);
  await tx.em.nativeUpdate(Party, { id }, facts);
  tx.audit({ type: 'party', id, clause: '7.1.a' });
  return { id, kind: 'first' };
}

/** A farmer's is not taken: a farmer is known by the ID number. */
const creditCodeOf = ({ kind, uscc }: Application): string | null =>
  tradesUnderCompanyName(kind) ? uscc || null : null;

/** Why this party cannot be told from others by what was filled in; null: it can. */
function whyNotIdentified(party: Application, today: string) {
  const isFarmer = !tradesUnderCompanyName(party.kind);
  const creditCode = creditCodeOf(party);
  if (isFarmer && !party.idNumber) return 'ID_NUMBER_NEEDED';
  if (!isFarmer && !creditCode) return 'CREDIT_CODE_NEEDED';
  if (party.idNumber && !isResidentIdNumber(party.idNumber, today)) return 'ID_NUMBER_WRONG';
  if (isFarmer && !party.exemption) return 'EXEMPTION_NEEDED';
  return creditCode && creditCodeVerdict(creditCode) === 'malformed' ? 'CREDIT_CODE_MALFORMED' : null;
}

/** `known`: the one of the two by which it is told from others. */
function numbersOf({ vault }: SellersContext, party: Application) {
  const creditCode = creditCodeOf(party);
  const residentIdNumberBlind = party.idNumber ? vault.blindIndex('resident-id', party.idNumber) : null;
  return {
    creditCode,
    residentIdNumberBlind,
    known: must(creditCode ?? residentIdNumberBlind, 'a number of the party'),
  };
}

async function rowOf(
  { clock, vault }: SellersContext,
  { id, accountId }: { id: string; accountId: string },
  party: Application,
  { creditCode, residentIdNumberBlind, known }: ReturnType<typeof numbersOf>,
) {
  const isFarmer = !tradesUnderCompanyName(party.kind);
  const exemption = isFarmer ? party.exemption : null;
  const nowMs = clock.now();
  const seal = (text: string) => vault.seal(id, text);
  return {
    id,
    kind: party.kind,
    name: publicName(party.kind, party.name),
    fullName: isFarmer ? await vault.sealText(id, party.name) : null,
    fullNameBlind: isFarmer ? vault.blindIndex('party-name', party.name) : null,
    applicantAccountId: accountId,
    applicantIdentity: applicantIdentityOf(accountId, party.kind, known),
    creditCode,
    creditCodeIsDoubtful: creditCode !== null && creditCodeVerdict(creditCode) === 'doubtful',
    residentIdNumberSealed: party.idNumber ? await seal(party.idNumber) : null,
    residentIdNumberBlind,
    legalRepresentativeSealed: await seal(party.legalRepresentative),
    contactNameSealed: await seal(party.contactName),
    contactPhoneSealed: await seal(party.contactPhone),
    contactPhoneBlind: vault.blindIndex('phone', party.contactPhone),
    divisionCode: party.divisionCode,
    address: await vault.sealText(id, party.address),
    sellsFood: party.sellsFood ?? false,
    exemptionReason: exemption?.reason ?? null,
    exemptionDeclaration: exemption?.declaration ?? null,
    exemptionDeclaredAtMs: exemption ? nowMs : null,
    createdAtMs: nowMs,
  };
}
