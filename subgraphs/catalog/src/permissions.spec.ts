import { expect, it } from '@jest/globals';
import { whoMay } from '@heitu/kit/serving/who-may';
import { catalog } from './index.ts';

/** Who may ask what, by hand: a rule that is opened, or closed to one role, must be changed here as well. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  // What the shelves and the traces show is public; what is not on sale, the rows keep.
  anyone: [
    'categories',
    'priceBands',
    'priceEmergencies',
    'indicators',
    'laboratories',
    'lot',
    'marketingColumns',
    'product',
    'products',
    'qualityStandards',
    'scanLabel',
    'search',
    'searchSuggestions',
    'signedPaper',
    'sku',
    'trace',
  ],
  'signed-in': ['answerPoolShare', 'myPoolShares'],
  'seller-owner seller-staff': [
    'addCertificate',
    'appealLook',
    'createProduct',
    'givePromise',
    'linkGrower',
    'offerPoolShare',
    'printLabels',
    'publishProduct',
    'memberGrowers',
    'recordHarvest',
    'recordInputUse',
    'recordInspection',
    'recordMeasureCheck',
    'recordPlotNote',
    'recordSelfCheck',
    'recordTraceEvent',
    'registerLot',
    'registerPlot',
    'releaseLot',
    'revisePlot',
    'reviseProduct',
    'setPriceLabel',
    'startSeason',
    'strikeFieldRecord',
    'usedInputs',
    'voidLabels',
    'withdrawProduct',
  ],
  'seller-owner seller-staff reviewer operator-admin': ['recallLot', 'settleLabelDoubt'],
  'seller-owner seller-staff reviewer operator-admin regulator': [
    'checkCopy',
    'contentReviews',
    'copyChecks',
    'labelDoubts',
    'lots',
    'managedProducts',
    'plot',
    'plots',
    'priceFlags',
    'priceHolds',
    'publicLooks',
    'productTemplates',
  ],
  'seller-owner seller-staff reviewer operator-admin industry-body': ['registerStandard'],
  'reviewer operator-admin': [
    'acceptPaper',
    'clearPriceFlag',
    'decideHold',
    'decideLookAppeal',
    'registerLaboratory',
    'decideLaboratory',
    'decideLimit',
    'proposeLimit',
    'decidePriceHold',
    'returnPaper',
    'reviewProduct',
  ],
  'reviewer operator-admin regulator': [
    'catalogDue',
    'laboratoryFilings',
    'limitProposals',
    'papersWaiting',
    'produceLibrary',
    'publicLimits',
  ],
  'operator-admin': [
    'declarePriceEmergency',
    'decidePriceEmergency',
    'endPriceBand',
    'endPriceEmergency',
    'publishPriceBand',
    'removeMarketingColumn',
    'saveMarketingColumn',
    'saveProductTemplate',
  ],
  'peer:sellers': ['produceFigures'],
  'peer:orders peer:logistics peer:trust': ['skusForSale'],
  'peer:logistics peer:payments': ['serviceEmergencies'],
  'peer:orders': ['labelsInForce'],
  'peer:trust': [
    'catalogConduct',
    'catalogCopy',
    'catalogEvidence',
    'catalogKept',
    'catalogMatrix',
    'productsForReview',
  ],
};

it('lets in at each root of the catalog those who are meant, and nobody else', () => {
  const meant = Object.entries(WHO).flatMap(([who, roots]) => roots.map((root) => [root, who]));
  expect(whoMay(catalog)).toEqual(Object.fromEntries(meant));
});

it('leads to a supplier only whoever is signed in', () => {
  expect(whoMay(catalog, ['Supplier'])).toEqual({ id: 'signed-in' });
});
