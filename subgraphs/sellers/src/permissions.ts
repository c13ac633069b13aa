import { permit, type PermissionTree } from '@heitu/kit/permissions';
import { OVERSEEING_ROLES } from './party/party.policy.ts';

const peers = permit.peer('catalog', 'orders', 'logistics', 'payments', 'trust');
const overseers = permit.role(...OVERSEEING_ROLES);
const { anyone, signedIn } = permit;

/** Whose row it is, is decided by a `where` in every loader; what of a party is not public is null, by its resolver. */
export const permissions: PermissionTree = {
  Query: {
    party: anyone,
    myParties: signedIn,
    parties: overseers,
    publicRegister: anyone,
    documentTypes: anyone,
    compulsoryDocuments: anyone,
    filings: signedIn,
    shop: anyone,
    shops: anyone,
    supplier: signedIn,
    suppliers: signedIn,
    shopStates: peers,
    supplierStates: peers,
    partyStates: peers,
    coldChainCertificates: peers,
    sellersConduct: permit.peer('trust'),
  },
  Mutation: {
    registerParty: signedIn,
    reviseContact: signedIn,
    revealIdentity: permit.role('reviewer', 'operator-admin'),
    addDocument: signedIn,
    withdrawDocument: signedIn,
    submitFiling: signedIn,
    decideFiling: permit.role('reviewer'),
    reReviewParty: permit.role('reviewer'),
    openShop: signedIn,
    reviseShop: signedIn,
    closeShop: signedIn,
    reopenShop: signedIn,
    fileSupplier: signedIn,
    decideSupplier: signedIn,
    addStaff: signedIn,
    removeStaff: signedIn,
    recordTraining: signedIn,
    signContract: signedIn,
  },
  Party: {
    ...Object.fromEntries(
      ['id', 'kind', 'kindTitle', 'name', 'creditCode', 'address', 'divisionCode', 'inGoodStanding', 'state', 'stateTitle', 'validUntil', 'approvedAt', 'licences', 'exemption', 'shops'].map(
        (field) => [field, anyone],
      ),
    ),
    ...Object.fromEntries(
      ['identity', 'creditCodeIsDoubtful', 'reReviewDueAt', 'documents', 'filings', 'staff', 'trainings', 'contracts', 'measuresTaken', 'reminders'].map((field) => [field, signedIn]),
    ),
  },
  PartyConnection: overseers,
  PartyEdge: overseers,
  PartyIdentity: signedIn,
  PartyMeasure: signedIn,
  DisclosedLicence: anyone,
  ExemptionDeclaration: anyone,
  RegisterEntry: anyone,
  RegisterEntryConnection: anyone,
  RegisterEntryEdge: anyone,
  Document: signedIn,
  DocumentTypeView: anyone,
  CompulsoryDocument: anyone,
  Filing: signedIn,
  FilingConnection: signedIn,
  FilingEdge: signedIn,
  Reminder: signedIn,
  Shop: anyone,
  ShopConnection: anyone,
  ShopEdge: anyone,
  Supplier: signedIn,
  SupplierConnection: signedIn,
  SupplierEdge: signedIn,
  Staff: signedIn,
  Training: signedIn,
  Contract: signedIn,
  ShopState: peers,
  SupplierState: peers,
  PartyState: { partyId: peers, kind: peers, name: peers, inGoodStanding: peers, divisionCode: peers, address: peers, contactName: permit.peer('logistics'), contactPhone: permit.peer('logistics') },
  ColdChainCertificate: peers,
  ConductFigure: permit.peer('trust'),
  ...Object.fromEntries(
    [
      'RegisterParty', 'ReviseContact', 'RevealIdentity', 'AddDocument', 'WithdrawDocument', 'SubmitFiling', 'DecideFiling', 'ReReviewParty', 'OpenShop', 'ReviseShop',
      'CloseShop', 'ReopenShop', 'FileSupplier', 'DecideSupplier', 'AddStaff', 'RemoveStaff', 'RecordTraining', 'SignContract',
    ].map((mutation) => [`${mutation}Refused`, signedIn]),
  ),
};
