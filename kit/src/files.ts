import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { StoredFile } from './entities.ts';
import { ok, refuse, type Outcome } from './outcome.ts';
import type { Vault } from './vault.ts';

/** Where encrypted bytes lie. A local folder by default; any store with these two calls will do. */
export interface BlobStore {
  write(key: string, bytes: Uint8Array): Promise<void>;
  read(key: string): Promise<Buffer | null>;
}

export function folderBlobStore(folder: string): BlobStore {
  const pathOf = (key: string) => join(folder, key.slice(-2), key);
  return {
    async write(key, bytes) {
      const path = pathOf(key);
      await mkdir(join(path, '..'), { recursive: true });
      // Written beside and renamed, so that a crash never leaves half a file under its name.
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path);
    },
    read: (key) => readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error))),
  };
}

export const FILE_BYTES_MAX = 5 * 1024 * 1024;
/** Recognised by their first bytes; the name or header a client sends is not believed. */
const SIGNATURES: readonly { mediaType: string; startsWith: (bytes: Uint8Array) => boolean }[] = [
  { mediaType: 'image/jpeg', startsWith: (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff },
  { mediaType: 'image/png', startsWith: (b) => Buffer.from(b.subarray(0, 8)).toString('hex') === '89504e470d0a1a0a' },
  { mediaType: 'image/webp', startsWith: (b) => Buffer.from(b.subarray(0, 4)).toString() === 'RIFF' && Buffer.from(b.subarray(8, 12)).toString() === 'WEBP' },
  { mediaType: 'application/pdf', startsWith: (b) => Buffer.from(b.subarray(0, 5)).toString() === '%PDF-' },
];

export const fileRefusals = {
  FILE_TOO_LARGE: { message: '文件太大，请压缩到5兆以内' },
  FILE_EMPTY: { message: '文件是空的，请重新选择' },
  FILE_TYPE_REFUSED: { message: '只支持JPG、PNG、WEBP图片和PDF文件' },
} as const;

export interface FileStore {
  /** Stores bytes encrypted under the owner's key (public ones under a key of nobody's) and registers them; answers the file's id. `mediaType` only for pictures we made ourselves. */
  put(em: SqlEntityManager, file: { id: string; ownerId: string; purpose: string; isPublic: boolean; atMs: number; bytes: Uint8Array; mediaType?: string }): Promise<Outcome<{ id: string }, keyof typeof fileRefusals>>;
  /** The plain bytes, or null where the store lost them or their owner's key was destroyed. Showing another's is a read of personal data. */
  read(file: { id: string; ownerId: string; purpose: string; isPublic: boolean | number; sha256: string }): Promise<Buffer | null>;
}

/** Pictures of goods are nobody's personal data, and outlive whoever uploaded them. */
const PUBLIC_SUBJECT = '_public';
const subjectOf = ({ ownerId, isPublic }: { ownerId: string; isPublic: boolean | number }): string => (isPublic ? PUBLIC_SUBJECT : ownerId);

/** A context's file store: what it seals and opens goes through that context's vault. */
export function createFileStore(blobs: BlobStore, vault: Vault): FileStore {
  return {
    async put(em, file) {
      if (file.bytes.length === 0) return refuse(fileRefusals, 'FILE_EMPTY');
      if (file.bytes.length > FILE_BYTES_MAX) return refuse(fileRefusals, 'FILE_TOO_LARGE');
      const mediaType = file.mediaType ?? SIGNATURES.find((type) => type.startsWith(file.bytes))?.mediaType;
      if (!mediaType) return refuse(fileRefusals, 'FILE_TYPE_REFUSED');
      await blobs.write(file.id, await vault.sealBytes(subjectOf(file), file.bytes));
      const { id, ownerId, purpose, isPublic, atMs } = file;
      await em.insert(StoredFile, { id, ownerId, purpose, isPublic, atMs, mediaType, sizeBytes: file.bytes.length, sha256: createHash('sha256').update(file.bytes).digest('hex') });
      return ok({ id });
    },
    async read(file) {
      const sealed = await blobs.read(file.id);
      if (!sealed) return null;
      const bytes = await vault.openBytes(subjectOf(file), sealed, `file:${file.purpose}`);
      if (!bytes) return null;
      if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) throw new Error(`file ${file.id} was altered`);
      return bytes;
    },
  };
}
