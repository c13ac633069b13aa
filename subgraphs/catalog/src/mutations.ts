import type { AnyMutation } from '@heitu/kit/rules/mutation';
import { endPriceBand } from './band/end-price-band.ts';
import { publishPriceBand } from './band/publish-price-band.ts';
import { declarePriceEmergency } from './emergency/declare-price-emergency.ts';
import { decidePriceEmergency, endPriceEmergency } from './emergency/decide-price-emergency.ts';
import { decidePriceHold } from './emergency/decide-price-hold.ts';
import { removeMarketingColumn } from './column/remove-marketing-column.ts';
import { saveMarketingColumn } from './column/save-marketing-column.ts';
import { recordHarvest } from './field/record-harvest.ts';
import { recordInputUse } from './field/record-input-use.ts';
import { recordPlotNote } from './field/record-plot-note.ts';
import { registerPlot } from './field/register-plot.ts';
import { revisePlot } from './field/revise-plot.ts';
import { startSeason } from './field/start-season.ts';
import { strikeFieldRecord } from './field/strike-field-record.ts';
import { appealLook } from './look/appeal-look.ts';
import { decideLookAppeal } from './look/decide-look-appeal.ts';
import { printLabels } from './label/print-labels.ts';
import { scanLabel } from './label/scan-label.ts';
import { settleLabelDoubt } from './label/settle-label-doubt.ts';
import { voidLabels } from './label/void-labels.ts';
import { acceptPaper } from './lot/accept-paper.ts';
import { addCertificate } from './lot/add-certificate.ts';
import { decideHold } from './lot/decide-hold.ts';
import { recallLot } from './lot/recall-lot.ts';
import { recordInspection } from './lot/record-inspection.ts';
import { givePromise } from './lot/give-promise.ts';
import { recordSelfCheck } from './lot/record-self-check.ts';
import { decideLaboratory } from './lot/decide-laboratory.ts';
import { registerLaboratory } from './lot/register-laboratory.ts';
import { registerLot } from './lot/register-lot.ts';
import { releaseLot } from './lot/release-lot.ts';
import { returnPaper } from './lot/return-paper.ts';
import { recordMeasureCheck } from './measure/record-measure-check.ts';
import { answerPoolShare } from './pool/answer-pool-share.ts';
import { linkGrower } from './pool/link-grower.ts';
import { offerPoolShare } from './pool/offer-pool-share.ts';
import { clearPriceFlag } from './price/clear-price-flag.ts';
import { setPriceLabel } from './price/set-price-label.ts';
import { createProduct } from './product/create-product.ts';
import { publishProduct } from './product/publish-product.ts';
import { reviewProduct } from './product/review-product.ts';
import { reviseProduct } from './product/revise-product.ts';
import { withdrawProduct } from './product/withdraw-product.ts';
import { decideLimit } from './standard/decide-limit.ts';
import { proposeLimit } from './standard/propose-limit.ts';
import { registerStandard } from './standard/register-standard.ts';
import { saveProductTemplate } from './template/save-product-template.ts';
import { recordTraceEvent } from './trace/record-trace-event.ts';

/** All that this room lets be done. */
export const mutations: readonly AnyMutation[] = [
  createProduct,
  reviseProduct,
  publishProduct,
  withdrawProduct,
  reviewProduct,
  appealLook,
  decideLookAppeal,
  saveProductTemplate,
  setPriceLabel,
  clearPriceFlag,
  publishPriceBand,
  declarePriceEmergency,
  decidePriceEmergency,
  endPriceEmergency,
  decidePriceHold,
  endPriceBand,
  registerStandard,
  proposeLimit,
  decideLimit,
  registerPlot,
  revisePlot,
  startSeason,
  recordInputUse,
  recordPlotNote,
  recordHarvest,
  strikeFieldRecord,
  registerLot,
  linkGrower,
  offerPoolShare,
  answerPoolShare,
  addCertificate,
  recordInspection,
  recordSelfCheck,
  givePromise,
  acceptPaper,
  returnPaper,
  registerLaboratory,
  decideLaboratory,
  recordMeasureCheck,
  releaseLot,
  decideHold,
  recallLot,
  recordTraceEvent,
  printLabels,
  voidLabels,
  scanLabel,
  settleLabelDoubt,
  saveMarketingColumn,
  removeMarketingColumn,
];
