import { hash } from 'node:crypto';
import { isRecord } from './checked.ts';

/**
 * Canonical JSON (RFC 8785 for the values we use: strings, safe integers, finite numbers, booleans, null, arrays,
 * objects).
 */
export function canonicalJson(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const of = value[key];
    if (of !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(of)}`;
  }
  return `{${text}}`;
}

export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data);
export const hashOf = (value: unknown): string => sha256Hex(canonicalJson(value));
