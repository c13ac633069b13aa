import { isRecord } from '@heitu/kit/rules/checked';
import { own, readerOf } from './objects.ts';
import type { Json } from './contract.ts';

/** Where an object stands in the answer: `['products', 1, 'seller']`. */
export type Place = readonly (string | number)[];
/** A plan's path: names of fields, and `@` for each element of a list. */
export type PlanPath = readonly (string | number)[];

/** Finds every object under a path, below some objects: what is null or did not come has none. */
export function compilePath(path: PlanPath): (from: readonly Json[]) => Json[] {
  const steps = path.map((part) => (part === '@' ? null : readerOf(String(part))));
  return (from) => {
    let now: readonly unknown[] = from;
    for (const read of steps) {
      const next: unknown[] = [];
      for (const value of now) {
        if (read) {
          const found = isRecord(value) ? read(value) : undefined;
          if (found !== undefined && found !== null) next.push(found);
        } else if (Array.isArray(value)) {
          for (const one of value) if (one !== undefined && one !== null) next.push(one);
        }
      }
      now = next;
    }
    const objects: Json[] = [];
    for (const one of now) if (isRecord(one)) objects.push(one);
    return objects;
  };
}

/** Each object under a path from the root, with its place: for errors only. */
export function placesOf(root: Json, path: PlanPath): [Json, Place][] {
  let now: [unknown, Place][] = [[root, []]];
  for (const part of path) {
    now = now.flatMap(([value, place]): [unknown, Place][] => {
      if (part === '@') return Array.isArray(value) ? value.map((one, i) => [one, [...place, i]]) : [];
      return isRecord(value) ? [[own(value, String(part)), [...place, part]]] : [];
    });
  }
  return now.flatMap(([value, place]): [Json, Place][] => (isRecord(value) ? [[value, place]] : []));
}
