import { must } from '@heitu/kit/rules/checked';
import { inRoom } from './rooms.ts';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { maskName, sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import {
  applicantIdentityOf,
  Document,
  Filing,
  HelpRequest,
  isDocumentType,
  Party,
  type SellersContext,
} from '@heitu/sellers';
import { consumers, COUNTY, headOf, partyOf } from '../county/index.ts';
import { applicants, HELP_QUESTIONS, type ApplicantFact } from '../county/pending.ts';
import { accountId, partyId } from './keys.ts';
import { scanOf } from './scan.ts';

/** Whoever applies is a consumer of the county: the last ones, whom no demonstration plays. */
const applicantOf = (index: number): string => accountId(must(consumers.at(-1 - index), 'a consumer').key);

/** Two who apply to sell, with scans to look at, and two questions of sellers. */
export async function pendingFilings(bare: Context): Promise<void> {
  const context = inRoom(bare, 'sellers');
  const { em, vault } = context;
  if (await em.count(Party, { id: partyId(must(applicants[0], 'an applicant').key) })) return;
  const nowMs = context.clock.now();
  const seal = await vault.sealer([
    ...applicants.map(({ key }) => partyId(key)),
    ...HELP_QUESTIONS.map(({ sellerKey }) => partyId(sellerKey)),
  ]);
  for (const [index, fact] of applicants.entries()) {
    const id = partyId(fact.key);
    const submittedBy = applicantOf(index);
    const submittedAtMs = nowMs - fact.submittedHoursAgo * HOUR_MS;
    const filingId = idFrom(`filing:${fact.key}`);
    await em.insert(Party, partyRow(context, seal, fact, submittedBy, submittedAtMs));
    await em.insert(Filing, {
      id: filingId,
      partyId: id,
      kind: 'first',
      state: 'under-review',
      openFor: id,
      submittedBy,
      submittedAtMs,
      decidedBy: null,
      decidedAtMs: null,
      reason: null,
      validUntil: null,
    });
    for (const paper of fact.papers)
      await paperRows(context, fact, paper, { id, filingId, submittedBy, submittedAtMs });
  }
  await em.insertMany(
    HelpRequest,
    HELP_QUESTIONS.map(({ sellerKey, hoursAgo, text }) => {
      const id = partyId(sellerKey);
      return {
        id: idFrom(`help:${sellerKey}`),
        partyId: id,
        askedBy: accountId(headOf(partyOf(sellerKey)).key),
        question: sealTextWith(seal, id, text),
        askedAtMs: nowMs - hoursAgo * HOUR_MS,
        answer: null,
        answeredBy: null,
        answeredAtMs: null,
      };
    }),
  );
}

function partyRow(
  { vault }: SellersContext,
  seal: Sealer,
  fact: ApplicantFact,
  submittedBy: string,
  submittedAtMs: number,
) {
  const id = partyId(fact.key);
  const isFarmer = fact.kind === 'farmer';
  return {
    id,
    kind: fact.kind,
    name: isFarmer ? maskName(fact.name) : fact.name,
    fullName: isFarmer ? sealTextWith(seal, id, fact.name) : null,
    fullNameBlind: isFarmer ? vault.blindIndex('party-name', fact.name) : null,
    applicantAccountId: submittedBy,
    applicantIdentity: applicantIdentityOf(
      submittedBy,
      fact.kind,
      fact.uscc ?? vault.blindIndex('resident-id', fact.residentId),
    ),
    creditCode: fact.uscc,
    creditCodeIsDoubtful: false,
    residentIdNumberSealed: seal(id, fact.residentId),
    residentIdNumberBlind: vault.blindIndex('resident-id', fact.residentId),
    legalRepresentativeSealed: seal(id, fact.legalPerson),
    contactNameSealed: seal(id, fact.legalPerson),
    contactPhoneSealed: seal(id, fact.phone),
    contactPhoneBlind: vault.blindIndex('phone', fact.phone),
    divisionCode: COUNTY.code,
    address: sealTextWith(seal, id, fact.address),
    sellsFood: false,
    exemptionReason: fact.exemption?.reason ?? null,
    exemptionDeclaration: fact.exemption?.declaration ?? null,
    exemptionDeclaredAtMs: fact.exemption && submittedAtMs,
    createdAtMs: submittedAtMs - HOUR_MS,
  };
}

async function paperRows(
  context: SellersContext,
  fact: ApplicantFact,
  paper: ApplicantFact['papers'][number],
  of: { id: string; filingId: string; submittedBy: string; submittedAtMs: number },
): Promise<void> {
  const { em, files } = context;
  const fileId = idFrom(`scan:${fact.key}:${paper.type}`);
  const documentId = idFrom(`document:${of.id}:${paper.type}`);
  const day = (count: number): string => chinaDate(of.submittedAtMs + count * DAY_MS);
  await files.put(
    em,
    {
      id: fileId,
      ownerId: of.submittedBy,
      purpose: 'licence',
      isPublic: false,
      atMs: of.submittedAtMs,
      mediaType: 'image/svg+xml',
      bytes: scanOf(paper.title, paper.number, paper.issuer, paper.lines),
    },
    [{ type: 'document', id: documentId }],
  );
  if (!isDocumentType(paper.type)) throw new Error(`no kind of paper: ${paper.type}`);
  await em.insert(Document, {
    id: documentId,
    partyId: of.id,
    supplierId: null,
    type: paper.type,
    number: paper.number,
    issuer: paper.issuer,
    validFrom: day(paper.validFromDay),
    validUntil: paper.validUntilDay === null ? null : day(paper.validUntilDay),
    fileId,
    state: 'under-review',
    filingId: of.filingId,
    addedBy: of.submittedBy,
    remindedAtMs: null,
    createdAtMs: of.submittedAtMs - HOUR_MS,
  });
}
