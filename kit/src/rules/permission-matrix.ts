import { createHash } from 'node:crypto';
import type { PermissionRow } from './permissions.ts';

/** The rules that a subgraph runs with, and what tells one set of them from another. */
export interface PermissionMatrix {
  /** SHA-256 of the rules, in hex. */
  digest: string;
  /** `Mutation.closeIncident: role operator-admin`, sorted. */
  rules: readonly string[];
}

/** In hex, of lines whose order says nothing. */
export const digestOfLines = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');

export function permissionMatrix(rows: readonly PermissionRow[]): PermissionMatrix {
  const rules = rows.map(({ type, field, rule }) => `${type}.${field}: ${rule}`).toSorted();
  return { digest: digestOfLines(rules), rules };
}
