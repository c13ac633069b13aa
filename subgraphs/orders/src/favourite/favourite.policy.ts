/** More than this nobody finds anything in. */
export const FAVOURITES_MAX = 200;
