import { permit, type PermissionTree } from '@heitu/kit/permissions';

const sellers = ['seller-owner', 'seller-staff'] as const;
const overseers = ['reviewer', 'operator-admin', 'regulator'] as const;
const managing = permit.role(...sellers, ...overseers);
const selling = permit.role(...sellers);
const reviewing = permit.role('reviewer', 'operator-admin');

/** Role by field. Whose row it is, stands in the loaders' and use cases' `where`; fields that only managers of a row may see answer null to others. */
export const permissions: PermissionTree = {
  Query: {
    categories: permit.anyone,
    products: permit.anyone,
    product: permit.anyone,
    sku: permit.anyone,
    search: permit.anyone,
    searchSuggestions: permit.anyone,
    marketingColumns: permit.anyone,
    trace: permit.anyone,
    lot: permit.anyone,
    qualityStandards: permit.anyone,
    managedProducts: managing,
    productTemplates: managing,
    lots: managing,
    priceFlags: managing,
    checkCopy: managing,
    copyChecks: managing,
    contentReviews: managing,
    catalogDue: permit.role('reviewer', 'operator-admin', 'regulator'),
    skusForSale: permit.peer('orders', 'logistics', 'trust'),
    productsForReview: permit.peer('trust'),
    catalogConduct: permit.peer('trust'),
  },
  Mutation: {
    createProduct: selling,
    reviseProduct: selling,
    publishProduct: selling,
    withdrawProduct: selling,
    setPriceLabel: selling,
    registerLot: selling,
    addCertificate: selling,
    recordInspection: selling,
    recordMeasureCheck: selling,
    releaseLot: selling,
    recordTraceEvent: selling,
    recallLot: permit.role(...sellers, 'reviewer', 'operator-admin'),
    reviewProduct: reviewing,
    saveProductTemplate: permit.role('operator-admin'),
    clearPriceFlag: reviewing,
    saveMarketingColumn: permit.role('operator-admin'),
    removeMarketingColumn: permit.role('operator-admin'),
    registerStandard: permit.role(...sellers, 'reviewer', 'operator-admin', 'industry-body'),
  },
  DueItem: permit.anyone,
  ...Object.fromEntries(
    [
      'Category', 'CategoryPaper', 'Product', 'ProductConnection', 'ProductEdge', 'Sku', 'PriceLabel', 'Shop', 'Lot', 'LotConnection', 'LotEdge', 'Certificate', 'Inspection', 'InspectionItem',
      'MeasureCheck', 'MissingPaper', 'Trace', 'TraceEvent', 'TraceInput', 'TraceFault', 'TraceSeal', 'TraceProof', 'TraceProofEvent', 'TraceProofSeal', 'TraceKeyHandover', 'QualityStandard', 'PriceFlag', 'PriceFlagConnection', 'PriceFlagEdge',
      'CopyMark', 'CopyCheck', 'CopyCheckConnection', 'CopyCheckEdge', 'ContentReview', 'SkuForSale', 'ProductTemplate', 'TemplateSku', 'ProductBrief', 'ConductFigure', 'MarketingColumn', 'MarketingColumnRemoved',
      ...['CreateProduct', 'ReviseProduct', 'PublishProduct', 'WithdrawProduct', 'ReviewProduct', 'SetPriceLabel', 'ClearPriceFlag', 'RegisterStandard', 'SaveProductTemplate', 'RegisterLot', 'AddCertificate',
        'RecordInspection', 'RecordMeasureCheck', 'ReleaseLot', 'RecallLot', 'RecordTraceEvent', 'SaveMarketingColumn', 'RemoveMarketingColumn'].map((mutation) => `${mutation}Refused`),
    ].map((type) => [type, permit.anyone]),
  ),
};
