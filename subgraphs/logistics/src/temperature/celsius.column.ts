import { column } from '@heitu/kit/entities';

/** Degrees Celsius: a double, and a number in rows too. */
export const celsius = () => column.real().$type<number>();
