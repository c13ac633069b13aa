declare const holds: unique symbol;
/** JSON of our own making, of which its column says what it holds: `column.json<Line[]>()`. */
export type Json<T> = string & { readonly [holds]?: T };

export const toJson = <T>(value: T): Json<T> => JSON.stringify(value);
export const fromJson = <T>(text: Json<T>): T => JSON.parse(text);
