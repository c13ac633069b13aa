import { fileURLToPath } from 'node:url';
import type { GraphQLResolveInfo } from 'graphql';
import { actRecorded } from '@heitu/events/act-recorded';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { RETENTION } from '@heitu/standard';
import { entities, type SellersContext } from './context.ts';
import { contracts } from './contract/contract.moves.ts';
import { ContractResolver } from './contract/contract.resolver.ts';
import { endContracts } from './contract/end-contracts.ts';
import { edges } from './edges.ts';
import { evidence } from './evidence.ts';
import { sellersDue } from './filing/sellers.due.ts';
import { sellersDuties } from './filing/sellers.duties.ts';
import { DuePartyResolver, SellersDueResolver } from './filing/due.resolver.ts';
import { DocumentResolver, FilingResolver, ReminderResolver } from './filing/filing.resolver.ts';
import { documents, filings, paperReminders } from './filing/filing.moves.ts';
import { filingsById } from './filing/filing.loader.ts';
import { remindOfExpiry } from './filing/remind-of-expiry.ts';
import { returnUnseenFilings } from './filing/return-unseen-filings.ts';
import { GrowerResolver } from './grower/grower.resolver.ts';
import { hideFaces } from './grower/hide-faces.ts';
import { helpRequests } from './help/help.moves.ts';
import { HelpResolver } from './help/help.resolver.ts';
import { endSilentShopLooks, lookAtShopsAgain } from './look/end-silent-shop-looks.ts';
import { shopLooks } from './look/shop-look.moves.ts';
import { LookOfShopResolver, ShopLookResolver } from './look/shop-look.resolver.ts';
import { lapseStanding } from './party/lapse-standing.ts';
import { partyMeasures, reviewReminders, standings } from './party/party.moves.ts';
import { partiesById } from './party/party.loader.ts';
import { PartyResolver } from './party/party.resolver.ts';
import { CorrectedNamesResolver } from './peer/corrected-names.resolver.ts';
import { ReturnedFilingResolver } from './peer/returned-filing.resolver.ts';
import { PartyForReturnResolver } from './peer/party-for-return.resolver.ts';
import { PartyStateResolver, PeerResolver } from './peer/peer.resolver.ts';
import { hideFarmersNames } from './party/hide-farmers-names.ts';
import { mutations } from './mutations.ts';
import { permissions } from './permissions.ts';
import { fileColumns } from './files.ts';
import { sealedTexts } from './sealed-texts.ts';
import { persons } from './persons.ts';
import { reactions } from './reactions.ts';
import { isAlone, shopsAndParties, shopsById } from './shop/shop.loader.ts';
import { shops } from './shop/shop.moves.ts';
import { ShopResolver } from './shop/shop.resolver.ts';
import { posts } from './staff/staff.moves.ts';
import { StaffResolver, TrainingResolver } from './staff/staff.resolver.ts';
import { endTrainings } from './training/end-trainings.ts';
import { seats, sessions, sittings } from './training/training.moves.ts';
import {
  OwnTrainingResolver,
  SeatResolver,
  SessionResolver,
  SittingResolver,
  UntrainedResolver,
} from './training/training.resolver.ts';
import { suppliersById } from './supplier/supplier.loader.ts';
import { suppliers } from './supplier/supplier.moves.ts';
import { SupplierResolver } from './supplier/supplier.resolver.ts';

export { contractTerms } from '@heitu/events/sellers.contract-signed.v1';
export { Contract } from './contract/contract.entity.ts';
export { needsOfParty, needsOfSupplier, validUntilOf } from './filing/compulsory.policy.ts';
export { DOCUMENT_TYPE_TITLES, isDocumentType, type DocumentType } from './filing/document-types.table.ts';
export { Document, Filing, ReReview } from './filing/filing.entity.ts';
export { Grower } from './grower/grower.entity.ts';
export { HelpRequest } from './help/help.entity.ts';
export { ShopLook } from './look/shop-look.entity.ts';
export { FormerName } from './party/former-name.entity.ts';
export { Party, PartyMeasure } from './party/party.entity.ts';
export { applicantIdentityOf, nextReReviewAtMs, type PartyKind } from './party/party.policy.ts';
export { Shop } from './shop/shop.entity.ts';
export { Staff, Training } from './staff/staff.entity.ts';
export { isStaffRole, NO_ROLE, type TrainingKind } from './staff/staff.policy.ts';
export { EXAM_PAPERS } from './training/exam-papers.table.ts';
export { ExamSitting, TrainingSeat, TrainingSession } from './training/training.entity.ts';
export { Supplier } from './supplier/supplier.entity.ts';
export type { SellersContext } from './context.ts';

export const sellers: Manifest = {
  name: 'sellers',
  resolvers: [
    PartyResolver,
    DocumentResolver,
    FilingResolver,
    ReminderResolver,
    ShopResolver,
    ShopLookResolver,
    LookOfShopResolver,
    GrowerResolver,
    SupplierResolver,
    StaffResolver,
    TrainingResolver,
    SessionResolver,
    SeatResolver,
    SittingResolver,
    OwnTrainingResolver,
    UntrainedResolver,
    ContractResolver,
    HelpResolver,
    SellersDueResolver,
    DuePartyResolver,
    PartyStateResolver,
    PeerResolver,
    PartyForReturnResolver,
    CorrectedNamesResolver,
    ReturnedFilingResolver,
  ],
  references: {
    Party: (context: SellersContext, { id }: { id: string }) => context.loader(partiesById).load(id),
    Shop: (context: SellersContext, { id }: { id: string }, info: GraphQLResolveInfo) =>
      context.loader(isAlone(info) ? shopsById : shopsAndParties).load(id),
    Supplier: (context: SellersContext, { id }: { id: string }) => context.loader(suppliersById).load(id),
    Filing: (context: SellersContext, { id }: { id: string }) => context.loader(filingsById).load(id),
  },
  mutations,
  permissions,
  entities,
  retention: RETENTION.sellers,
  sealedTexts,
  fileColumns,
  persons,
  due: sellersDue,
  lifecycles: [
    standings,
    reviewReminders,
    partyMeasures,
    filings,
    documents,
    paperReminders,
    shops,
    shopLooks,
    suppliers,
    contracts,
    posts,
    sessions,
    seats,
    sittings,
    helpRequests,
  ],
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges,
  jobs: [
    { name: 'end-silent-looks', everyMs: MINUTE_MS, run: endSilentShopLooks },
    { name: 'look-again', everyMs: MINUTE_MS, run: lookAtShopsAgain },
    { name: 'hide-faces', everyMs: HOUR_MS, run: hideFaces },
    { name: 'hide-farmers-names', everyMs: 6 * HOUR_MS, run: hideFarmersNames },
    { name: 'end-trainings', everyMs: MINUTE_MS, run: endTrainings },
    { name: 'end-contracts', everyMs: MINUTE_MS, run: endContracts },
    { name: 'return-unseen-filings', everyMs: MINUTE_MS, run: returnUnseenFilings },
    { name: 'lapse-standing', everyMs: 2 * SECOND_MS, run: lapseStanding },
    { name: 'remind-of-expiry', everyMs: 5 * SECOND_MS, run: remindOfExpiry },
  ],
  evidence,
  duties: sellersDuties,
  services: () => ({}),
  actRecorded: actRecorded('sellers'),
};
