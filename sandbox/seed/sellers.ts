import { must } from '@heitu/kit/rules/checked';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { toJson } from '@heitu/kit/rules/typed-json';
import { ok } from '@heitu/kit/rules/outcome';
import { sealTextWith, type Sealer, type Vault } from '@heitu/kit/privacy/vault';
import { openingId, ScanOpening } from '@heitu/kit/privacy/scan-openings';
import * as sellersRoom from '@heitu/sellers';
import {
  carriers,
  headOf,
  operator,
  partyOf,
  paymentProvider,
  sellers,
  staff,
  station,
  supplierOf,
  type PaperFact,
  type PartyFact,
  type SellerFact,
  type StaffFact,
} from '../county/index.ts';
import { countyContracts } from './contract-facts.ts';
import { scanOf } from './scan.ts';
import { accountId, partyId, supplierId } from './keys.ts';
import { seedShops } from './sellers-shops.ts';
import { seedTrainings } from './sellers-trainings.ts';
import { isFarmer, kindOf, people, personOf, publicNameOf } from './people.ts';
import type { SeedHistory } from './history.ts';

const { Contract, Document, Filing, NO_ROLE, Party, ReReview, Staff, Supplier } = sellersRoom;
const APPROVED_DAY = -560;
const RE_REVIEWED_DAY = -45;
const REVIEWER = accountId('staff:heitu-reviewer');

/**
 * Everybody who does business in the county, filed and approved, with papers, shops, suppliers, people, training and
 * contracts.
 */
export async function seedSellers(context: Context, { nowMs }: Pick<SeedHistory, 'nowMs'>): Promise<void> {
  if (await context.em.count(Party, {})) return;
  const facts = [operator, paymentProvider, ...carriers, ...sellers, station];
  const vault: SeedVault = {
    seal: await context.vault.sealer([
      ...facts.map((fact) => partyId(fact.key)),
      ...sellers.flatMap((seller) => seller.supplierKeys.map((key) => supplierId(seller.key, key))),
      ...staff.map((one) => accountId(one.key)),
    ]),
    blindIndex: context.vault.blindIndex,
  };
  const parties = facts.map((fact) => filed(vault, fact, nowMs));
  const supplied = sellers.flatMap((seller) =>
    seller.supplierKeys.map((key) => filedSupplier(vault, seller, key, nowMs)),
  );
  const working = staff.filter((one) => parties.some(({ party }) => party.id === partyId(one.partyKey)));
  await context.transaction(async (tx) => {
    await tx.em.insertMany(
      Party,
      parties.map(({ party }) => party),
    );
    await tx.em.insertMany(
      Filing,
      parties.map(({ filing }) => filing),
    );
    await tx.em.insertMany(
      ReReview,
      parties.map(({ reReview }) => reReview),
    );
    await tx.em.insertMany(
      Supplier,
      supplied.map(({ supplier }) => supplier),
    );
    const papers = [...parties, ...supplied].flatMap(({ documents }) => documents);
    await tx.em.insertMany(Document, papers);
    for (const paper of papers) await putScan(context, tx.em, paper);
    await seedShops(context, tx.em, vault.seal, nowMs + (APPROVED_DAY + 10) * DAY_MS);
    await tx.em.insertMany(
      Staff,
      working.filter((one) => one.role !== 'owner').map((one) => staffOf(vault, one, nowMs)),
    );
    await seedTrainings(tx.em, vault.seal, working, nowMs);
    await tx.em.insertMany(Contract, countyContracts(nowMs).map(contractOf));
    return ok(null);
  });
}

const day = (nowMs: number, count: number): string => chinaDate(nowMs + count * DAY_MS);

/** Rules and records that every such party keeps beside the papers that offices issue. */
const OWN_PAPERS: Readonly<Partial<Record<PartyFact['kind'], readonly sellersRoom.DocumentType[]>>> = {
  operator: ['finance-rule', 'service-terms', 'premises', 'equipment', 'personnel-record', 'personnel-rule'],
  'payment-provider': ['payment-guide', 'premises', 'equipment', 'personnel-record'],
  carrier: [
    'premises',
    'equipment',
    'personnel-record',
    'personnel-rule',
    'goods-registration-rule',
    'service-price-rule',
    'storage-transport-rule',
    'consumer-handover-rule',
    'confidentiality-rule',
    'complaint-response-rule',
  ],
  seller: ['station-declaration', 'premises', 'equipment', 'personnel-record', 'personnel-rule', 'training-rule'],
  station: ['station-declaration', 'premises'],
};

interface Paper {
  type: sellersRoom.DocumentType;
  number: string;
  issuer: string;
  validFrom: string;
  validUntil: string | null;
}
/** An identity card is no paper of ours: its number stands sealed with the party. */
function papersOf(facts: readonly PaperFact[], nowMs: number): Paper[] {
  return facts.flatMap((fact) => {
    const type = fact.kind === 'road-transport-licence' ? 'transport-licence' : fact.kind;
    if (type === 'identity-card' || !sellersRoom.isDocumentType(type)) return [];
    return [
      {
        type,
        number: fact.number,
        issuer: fact.issuer,
        validFrom: day(nowMs, fact.validFromDay),
        validUntil: fact.validUntilDay === null ? null : day(nowMs, fact.validUntilDay),
      },
    ];
  });
}
const ownPaper = (fact: PartyFact, type: sellersRoom.DocumentType, number: string, nowMs: number): Paper => ({
  type,
  number,
  issuer: fact.name,
  validFrom: day(nowMs, -120),
  validUntil: day(nowMs, 245),
});

type Holder = { partyId: string } | { supplierId: string };
const keyOf = (holder: Holder, { type, number }: Paper): string =>
  `document:${Object.values(holder)[0]}:${type}:${number}`;

const documentRow = (holder: Holder, paper: Paper, addedBy: string, nowMs: number) => ({
  id: idFrom(keyOf(holder, paper)),
  partyId: null,
  supplierId: null,
  ...holder,
  ...paper,
  fileId: idFrom(`scan:${keyOf(holder, paper)}`),
  state: 'accepted' as const,
  filingId: null,
  addedBy,
  remindedAtMs: null,
  createdAtMs: nowMs + APPROVED_DAY * DAY_MS,
});

/** A party's paper was opened by who reviewed it; a supplier's was photographed by who accepted it. */
async function putScan(context: Context, em: Context['em'], row: ReturnType<typeof documentRow>): Promise<void> {
  const { id, fileId, type, number, issuer, validFrom, validUntil, addedBy, createdAtMs: atMs } = row;
  const lines = [`有效期　${validFrom} 至 ${validUntil ?? '长期'}`];
  const bytes = scanOf(sellersRoom.DOCUMENT_TYPE_TITLES[type], number, issuer, lines);
  const file = { id: fileId, ownerId: addedBy, purpose: 'licence', isPublic: false, atMs, bytes };
  await context.files.put(em, { ...file, mediaType: 'image/svg+xml' }, [{ type: 'document', id }]);
  await em.insert(ScanOpening, { id: openingId(fileId, REVIEWER), accountId: REVIEWER, atMs });
}

const applicantOf = (fact: PartyFact): string => accountId(headOf(fact).key);

type SeedVault = Pick<Vault, 'blindIndex'> & { seal: Sealer };

function allPapersOf(fact: PartyFact, nowMs: number) {
  return [
    ...papersOf(fact.papers, nowMs),
    ...(OWN_PAPERS[fact.kind] ?? []).map((type, i) =>
      ownPaper(fact, type, `${fact.shortName}〔2026〕第${i + 1}号`, nowMs),
    ),
    ...(fact.kind === 'operator'
      ? [...new Set(people.filter((one) => one.partyKey === fact.key).map(({ post }) => post))].map((post) =>
          ownPaper(fact, 'training-plan', post, nowMs),
        )
      : []),
  ];
}

function approvedFiling(
  vault: SeedVault,
  fact: PartyFact,
  approvedAtMs: number,
  validUntil: ReturnType<typeof sellersRoom.validUntilOf>,
) {
  const id = partyId(fact.key);
  return {
    id: idFrom(`filing:${fact.key}`),
    partyId: id,
    kind: 'first' as const,
    state: 'approved' as const,
    openFor: null,
    submittedBy: applicantOf(fact),
    submittedAtMs: approvedAtMs - DAY_MS,
    decidedBy: REVIEWER,
    decidedAtMs: approvedAtMs,
    reason: sealTextWith(vault.seal, id, '证照齐全，与公示信息相符'),
    validUntil,
  };
}

function reReviewOf(vault: SeedVault, fact: PartyFact, reviewedAtMs: number) {
  return {
    id: idFrom(`re-review:${fact.key}`),
    partyId: partyId(fact.key),
    reviewedBy: REVIEWER,
    outcome: 'confirm' as const,
    reason: sealTextWith(vault.seal, partyId(fact.key), '半年复核：材料有效，信息未变'),
    wasDueAtMs: reviewedAtMs + 5 * DAY_MS,
    reviewedAtMs,
  };
}

const isSeller = (fact: PartyFact): fact is SellerFact => fact.kind === 'seller';

function filed(vault: SeedVault, fact: PartyFact, nowMs: number) {
  const id = partyId(fact.key);
  const kind = kindOf(fact);
  const applicantAccountId = applicantOf(fact);
  const approvedAtMs = nowMs + APPROVED_DAY * DAY_MS;
  const reviewedAtMs = nowMs + RE_REVIEWED_DAY * DAY_MS;
  const papers = allPapersOf(fact, nowMs);
  const sellsFood = papers.some((paper) => paper.type === 'food-business-licence');
  const validUntil = sellersRoom.validUntilOf(sellersRoom.needsOfParty({ kind, sellsFood }, papers), papers);
  const idNumberBlind = fact.residentId && vault.blindIndex('resident-id', fact.residentId);
  const exemption = isSeller(fact) ? fact.exemption : null;
  const seal = (text: string) => vault.seal(id, text);
  return {
    party: {
      id,
      kind,
      name: publicNameOf(fact),
      applicantAccountId,
      fullName: isFarmer(fact) ? sealTextWith(vault.seal, id, fact.name) : null,
      fullNameBlind: isFarmer(fact) ? vault.blindIndex('party-name', fact.name) : null,
      creditCode: fact.uscc,
      creditCodeIsDoubtful: false,
      residentIdNumberSealed: fact.residentId && seal(fact.residentId),
      residentIdNumberBlind: idNumberBlind,
      legalRepresentativeSealed: seal(fact.legalPerson),
      contactNameSealed: seal(headOf(fact).name),
      contactPhoneSealed: seal(fact.phone),
      contactPhoneBlind: vault.blindIndex('phone', fact.phone),
      divisionCode: fact.divisionCode,
      address: sealTextWith(vault.seal, id, fact.address),
      sellsFood,
      exemptionReason: exemption?.basis ?? null,
      exemptionDeclaration: exemption?.declaration ?? null,
      exemptionDeclaredAtMs: exemption && nowMs + exemption.declaredDay * DAY_MS,
      applicantIdentity: sellersRoom.applicantIdentityOf(
        applicantAccountId,
        kind,
        must(fact.uscc ?? idNumberBlind, 'its number'),
      ),
      approvedIdentity: `${kind}:${fact.uscc ?? idNumberBlind}`,
      standing: 'good' as const,
      standingSeenAtMs: reviewedAtMs,
      approvedAtMs,
      validUntil,
      reReviewDueAtMs: sellersRoom.nextReReviewAtMs(reviewedAtMs),
      reReviewRemindedAtMs: null,
      erasureAskedAtMs: null,
      createdAtMs: approvedAtMs - 3 * DAY_MS,
    },
    filing: approvedFiling(vault, fact, approvedAtMs, validUntil),
    reReview: reReviewOf(vault, fact, reviewedAtMs),
    documents: papers.map((paper) => documentRow({ partyId: id }, paper, applicantAccountId, nowMs)),
  };
}

function filedSupplier(vault: SeedVault, seller: SellerFact, key: string, nowMs: number) {
  const fact = supplierOf(key);
  const id = supplierId(seller.key, key);
  const papers = papersOf(fact.papers, nowMs);
  const suppliesFood = papers.some(
    (paper) => paper.type === 'food-production-licence' || paper.type === 'slaughter-licence',
  );
  const blind = fact.residentId && vault.blindIndex('resident-id', fact.residentId);
  const decidedAtMs = nowMs + (APPROVED_DAY + 5) * DAY_MS;
  return {
    supplier: {
      id,
      partyId: partyId(seller.key),
      name: sealTextWith(vault.seal, id, fact.name),
      creditCode: fact.uscc,
      creditCodeIsDoubtful: false,
      residentIdNumberSealed: fact.residentId && vault.seal(id, fact.residentId),
      residentIdNumberBlind: blind,
      identity: must(fact.uscc ?? blind, 'its number'),
      contactNameSealed: vault.seal(id, fact.legalPerson),
      contactPhoneSealed: vault.seal(id, fact.phone),
      divisionCode: fact.villageCode ?? fact.divisionCode,
      address: sealTextWith(vault.seal, id, fact.address),
      supplies: fact.supplies,
      suppliesFood,
      state: 'approved' as const,
      validUntil: sellersRoom.validUntilOf(
        sellersRoom.needsOfSupplier({ isFarmer: !fact.uscc, suppliesFood }, papers),
        papers,
      ),
      decidedBy: applicantOf(seller),
      decidedAtMs,
      reason: null,
      createdAtMs: decidedAtMs - DAY_MS,
    },
    documents: papers.map((paper) => documentRow({ supplierId: id }, paper, applicantOf(seller), nowMs)),
  };
}

type Working = StaffFact & { partyKey: string };

function staffOf(vault: SeedVault, one: Working, nowMs: number) {
  const { role, rights, post } = personOf(one.key);
  const roleHere = role !== null && sellersRoom.isStaffRole(role) ? role : NO_ROLE;
  return {
    id: idFrom(`staff-row:${one.key}`),
    partyId: partyId(one.partyKey),
    accountId: accountId(one.key),
    nameSealed: vault.seal(accountId(one.key), one.name),
    role: roleHere,
    rights: JSON.stringify(roleHere === NO_ROLE ? [] : (rights ?? [])),
    post,
    isActive: true,
    sinceMs: nowMs + (APPROVED_DAY + 10) * DAY_MS,
    endedAtMs: null,
  };
}

const contractOf = (contract: ReturnType<typeof countyContracts>[number]) => ({
  id: contract.contractId,
  partyId: contract.partyId,
  withPartyId: contract.withPartyId,
  kind: contract.terms.kind,
  number: contract.number,
  validFrom: contract.validFromOn,
  validUntil: contract.validUntilOn,
  terms: toJson(contract.terms),
  fileId: null,
  state: 'signed' as const,
  offeredAtMs: contract.signedAtMs - DAY_MS,
  signedBy: applicantOf(partyOf(contract.ownKey)),
  countersignedBy: applicantOf(partyOf(contract.otherKey)),
  signedAtMs: contract.signedAtMs,
});
