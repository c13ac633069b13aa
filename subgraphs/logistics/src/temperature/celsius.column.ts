import { column } from '@heitu/kit/data/entities';

/** Degrees Celsius: a double, and a number in rows too. */
export const celsius = () => column.real().$type<number>();
