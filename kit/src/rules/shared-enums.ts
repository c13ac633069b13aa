/** The enums of the API that several subgraphs answer with: one object, so that they are one enum. */
import {
  CHECK_ITEMS,
  DESKS,
  DUE_KIND_TITLES,
  LOOK_ACTS,
  LOOK_ANSWERS,
  LOOK_CAUSES,
  LOOK_STATES,
  LOT_STOP_CAUSES,
  PARTY_KIND_TITLES,
  RECALL_CALLER_TITLES,
  RECALL_HAZARD_TITLES,
  RECALL_LEVEL_TITLES,
  ROLE_TITLES,
  STAFF_RIGHT_TITLES,
  STORAGE_TITLES,
  SUBGRAPH_TITLES,
} from '@heitu/standard';
import { enumOf } from './enums.ts';

export const PartyKinds = enumOf('PartyKind', PARTY_KIND_TITLES);
export const Roles = enumOf('Role', ROLE_TITLES);
export const StaffRights = enumOf('StaffRight', STAFF_RIGHT_TITLES);
export const Storages = enumOf('Storage', STORAGE_TITLES);
export const CheckItems = enumOf('CheckItem', CHECK_ITEMS, 'What an inspection looks at.');
export const Desks = enumOf('Desk', DESKS);
export const DueKinds = enumOf('DueKind', DUE_KIND_TITLES);
export const LotStopCauses = enumOf('LotStopCause', LOT_STOP_CAUSES);
export const Subgraphs = enumOf('Subgraph', SUBGRAPH_TITLES);
export const RecallLevels = enumOf('RecallLevel', RECALL_LEVEL_TITLES);
export const RecallHazards = enumOf('RecallHazard', RECALL_HAZARD_TITLES);
export const RecallCallers = enumOf('RecallCaller', RECALL_CALLER_TITLES);
export const LookStates = enumOf('LookState', LOOK_STATES);
export const LookActs = enumOf('LookAct', LOOK_ACTS);
export const LookCauses = enumOf('LookCause', LOOK_CAUSES, 'Why somebody is to look at what went public.');
export const LookAnswers = enumOf('LookAnswer', LOOK_ANSWERS, 'What an appeal is answered with.');
