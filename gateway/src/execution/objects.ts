import { isRecord } from '@heitu/kit/rules/checked';
import type { Json } from './contract.ts';

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A client may call anything `constructor` or `__proto__`: such names are read with care, all others plainly. */
export const isInherited = (key: string): boolean => key in Object.prototype;
export const own = (object: Json, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
export function readerOf(key: string): (object: Json) => unknown {
  return isInherited(key) ? (object) => own(object, key) : (object) => object[key];
}
/** Sets a property of its own, whatever it is called. */
export function set(object: Json, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/** Sets a property of a new object, of whatever name. */
export function writerOf(key: string): (object: Json, value: unknown) => void {
  return key === '__proto__'
    ? (object, value) => set(object, key, value)
    : (object, value) => void (object[key] = value);
}

/**
 * Adds what came in to what is there: objects together, lists of the same length element by element; else the new takes
 * the place of the old.
 */
export function merge(target: Json, source: Json): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const there = isRecord(value) ? own(target, key) : undefined;
    if (!isRecord(value) || !isRecord(there) || there === value) set(target, key, value);
    else if (!Array.isArray(value)) merge(there, value);
    else if (Array.isArray(there) && there.length === value.length) mergeLists(there, value);
    else set(target, key, value);
  }
}
function mergeLists(there: unknown[], value: readonly unknown[]): void {
  for (let i = 0; i < value.length; i++) {
    const [old, now] = [there[i], value[i]];
    if (isObject(old) && isObject(now)) {
      if (old !== now) merge(old, now);
    } else there[i] = now;
  }
}

/** Another with the same content. */
export function copy(object: Readonly<Json>): Json {
  const made: Json = {};
  for (const key of Object.keys(object)) set(made, key, copyOf(object[key]));
  return made;
}
function copyOf(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Array.isArray(value) ? value.map(copyOf) : copy(value);
}
