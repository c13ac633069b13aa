/** More than this nobody scrolls through on a first page. */
export const COLUMNS_MAX = 12;
export const COLUMN_PRODUCTS_MAX = 20;
