/** The enums of the catalog's API, each made from the table that defines its words. */
import { enumOf } from '@heitu/kit/rules/enums';
import { lotLifecycle } from './lot/lot.lifecycle.ts';
import { CERTIFICATE_TYPES } from './lot/lot.policy.ts';

export const LotStates = enumOf('LotState', lotLifecycle.texts);
export const LotActs = enumOf('LotAct', lotLifecycle.labels);
export const CertificateTypes = enumOf('CertificateType', CERTIFICATE_TYPES);
