import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupKind, TableFigure } from './backup.policy.ts';

/** What lies in a set beside its data: what it is, and what every table held at that very moment. */
export interface Manifest {
  id: string;
  kind: BackupKind;
  baseId: string | null;
  engine: 'mariadb' | 'sqlite';
  atMs: number;
  /** Subgraph → database name, or file name in the set. */
  databases: Readonly<Record<string, string>>;
  tables: readonly TableFigure[];
  /** MariaDB: up to where the set reaches, and which files it was read from. */
  lsn?: string;
  lineage?: string;
}

export const MANIFEST_FILE = 'manifest.json';
/** `writeManifest` wrote it, and the repository that holds it tells what was altered. */
export const manifestIn = (text: string): Manifest => JSON.parse(text) as Manifest;
export const readManifest = (folder: string): Manifest => manifestIn(readFileSync(join(folder, MANIFEST_FILE), 'utf8'));
export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest, null, 1));
