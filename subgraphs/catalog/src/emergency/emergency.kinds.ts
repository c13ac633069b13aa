/** What a document measures a rise against: prices of the seven days before it began. */
export const RISE_BASES = { highest: '前七天最高价', average: '前七天平均价' } as const;
export type RiseBasis = keyof typeof RISE_BASES;
export const BASE_DAYS = 7;

/** A second person confirms what the first typed in within so many hours, or it is typed in anew. */
export const CONFIRM_HOURS = 24;
/** A price that waits is looked at within so many hours; after them it was not raised. */
export const PRICE_HOLD_HOURS = 24;
