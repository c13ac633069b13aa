/** What a comparison finds of one charge. */
export const CHARGE_FINDINGS = {
  above: '收得比标价高',
  below: '收得比标价低',
  words: '品名或规格和价签不一样',
  'no-label': '查不到当时的标价',
} as const;
export type ChargeFinding = keyof typeof CHARGE_FINDINGS;

export const CHARGE_KINDS = {
  goods: '货款',
  delivery: '配送费',
  freight: '分给承运单位的运费',
  commission: '分给服务站的佣金',
} as const;
export type ChargeKind = keyof typeof CHARGE_KINDS;

/** Somebody of finance looks into what could not be judged within so many working days. */
export const UNCLEAR_WORKING_DAYS = 3;
/** What was charged too much is asked back of the provider within so many working days of being found. */
export const OVERCHARGE_WORKING_DAYS = 3;

/** What others got too much of an order is back with its seller within so many working days: then finance looks. */
export const RETURN_WORKING_DAYS = 10;
