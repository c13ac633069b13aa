const DAY_MS = 86_400_000;

/**
 * E-Commerce Law 31: records of goods, services and trade are kept three years from completion; three years may hold a
 * leap day.
 */
export const TRADE_RECORDS = {
  keptMs: (3 * 365 + 1) * DAY_MS,
  why: '电子商务法第三十一条：交易记录自完成之日起保存不少于三年',
} as const;

/**
 * Farm Produce Quality Law 27: production records are kept at least two years; ours also prove what was sold, and stay
 * with it.
 */
export const PRODUCTION_RECORDS = {
  keptMs: (2 * 365 + 1) * DAY_MS,
  why: '农产品质量安全法第二十七条：农产品生产记录至少保存二年',
} as const;

/** Rules for Invoices 28 (2023): invoices that were issued are kept five years; five years may hold two leap days. */
export const INVOICE_RECORDS = {
  keptMs: (5 * 365 + 2) * DAY_MS,
  why: '发票管理办法第二十八条：已经开具的发票应当保存五年',
} as const;
