import { rowAfter } from '@heitu/kit/rules/mutation';
import { contractsById } from './contract/contract.loader.ts';
import { ContractView } from './contract/contract.view.ts';
import { documentsById, filingsById } from './filing/filing.loader.ts';
import { DocumentView, FilingView } from './filing/filing.view.ts';
import { growersById } from './grower/grower.loader.ts';
import { GrowerView } from './grower/grower.view.ts';
import { helpRequestsById } from './help/help.loader.ts';
import { HelpRequestView } from './help/help.view.ts';
import { partiesById } from './party/party.loader.ts';
import { PartyView } from './party/party.view.ts';
import { shopsAndParties } from './shop/shop.loader.ts';
import { ShopView } from './shop/shop.view.ts';
import { staffById, trainingsById } from './staff/staff.loader.ts';
import { StaffView, TrainingView } from './staff/staff.view.ts';
import { suppliersById } from './supplier/supplier.loader.ts';
import { SupplierView } from './supplier/supplier.view.ts';

/** What mutations show: the row as it is now. */
export const partyNow = rowAfter(PartyView, partiesById);
export const documentNow = rowAfter(DocumentView, documentsById);
export const filingNow = rowAfter(FilingView, filingsById);
export const shopNow = rowAfter(ShopView, shopsAndParties);
export const growerNow = rowAfter(GrowerView, growersById);
export const supplierNow = rowAfter(SupplierView, suppliersById);
export const staffNow = rowAfter(StaffView, staffById);
export const trainingNow = rowAfter(TrainingView, trainingsById);
export const contractNow = rowAfter(ContractView, contractsById);
export const helpRequestNow = rowAfter(HelpRequestView, helpRequestsById);
