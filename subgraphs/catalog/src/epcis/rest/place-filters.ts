import type { AnyEpcisEvent } from '../epcis-event.ts';
import { listOf, type Parameter } from './compare.ts';

const DIVISION = /^(.*\/division\/)(\d+)$/;
/** What all codes below a division begin with: twelve digits that end in zeros and the six before are one county. */
function stemOf(code: string): string {
  const levels: [number, string][] = [
    [12, '000'],
    [9, '000'],
    [6, '00'],
    [4, '00'],
  ];
  return levels.reduce(
    (stem, [length, none]) => (stem.length === length && stem.endsWith(none) ? stem.slice(0, -none.length) : stem),
    code,
  );
}
const isWithin = (place: string, asked: string): boolean => {
  if (place === asked) return true;
  const [, base, code] = DIVISION.exec(place) ?? [];
  const [, askedBase, above] = DIVISION.exec(asked) ?? [];
  return code !== undefined && above !== undefined && base === askedBase && code.startsWith(stemOf(above));
};

/** A place or one below it: of administrative divisions their codes say which; any other place has none below it. */
export const within =
  (read: (event: AnyEpcisEvent) => string | undefined): Parameter =>
  (value) => {
    const asked = listOf(value);
    return (event) => {
      const place = read(event);
      return place !== undefined && asked.some((one) => isWithin(place, one));
    };
  };
