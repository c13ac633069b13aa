import { movesOf } from '@heitu/kit/data/moves';
import {
  Incident,
  OversightRequest,
  PublicDocument,
  StatisticalReturn,
  TechnicalItem,
  TradeCheck,
} from './disclosure.entity.ts';
import { documentLifecycle } from './document.lifecycle.ts';
import { incidentLifecycle, itemLifecycle, oversightLifecycle, tradeCheckLifecycle } from './record.lifecycle.ts';
import { returnLifecycle } from './return.lifecycle.ts';

export const documents = movesOf(PublicDocument, documentLifecycle);
export const returns = movesOf(StatisticalReturn, returnLifecycle);
export const incidents = movesOf(Incident, incidentLifecycle);
export const oversights = movesOf(OversightRequest, oversightLifecycle);
export const tradeChecks = movesOf(TradeCheck, tradeCheckLifecycle);
export const technicalItems = movesOf(TechnicalItem, itemLifecycle);
