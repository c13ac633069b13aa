import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { FileUse, StoredFile } from '../data/entities.ts';
import type { Vault } from './vault.ts';

/** What a file belongs to: a kind of row that names it, and which. */
export interface FileThing {
  type: string;
  id: string;
}

/** Where encrypted bytes lie. A local folder by default; any store with these three calls will do. */
export interface BlobStore {
  write(key: string, bytes: Uint8Array): Promise<void>;
  read(key: string): Promise<Buffer | null>;
  /** Nothing happens where it is not there. */
  remove(key: string): Promise<void>;
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
    read: (key) =>
      readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? null : Promise.reject(error),
      ),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** The same in memory: for tests. */
export function memoryBlobStore(blobs: Map<string, Buffer> = new Map()): BlobStore {
  return {
    write: async (key, bytes) => void blobs.set(key, Buffer.from(bytes)),
    read: async (key) => blobs.get(key) ?? null,
    remove: async (key) => void blobs.delete(key),
  };
}

export interface FileToKeep {
  id: string;
  ownerId: string;
  purpose: string;
  isPublic: boolean;
  atMs: number;
  mediaType: string;
  bytes: Uint8Array;
}

/** Keeps bytes as they are given: what people upload goes through uploads.ts first. */
export interface FileStore {
  /** The row of a file that nothing refers to yet; committed before its bytes are written, so that none are left behind. */
  register(em: SqlEntityManager, file: FileToKeep): Promise<void>;
  /** Writes the bytes, encrypted under the owner's key (of what may become public under a key of nobody's). */
  write(file: FileToKeep): Promise<void>;
  /** A file that we made ourselves, whole, and what it belongs to. */
  put(em: SqlEntityManager, file: FileToKeep, things: readonly FileThing[]): Promise<void>;
  /**
   * The plain bytes, or null where the store lost them or their owner's key was destroyed. Showing another's is a read
   * of personal data.
   */
  read(file: StoredBytes): Promise<Buffer | null>;
  remove(id: string): Promise<void>;
}
export type StoredBytes = Pick<FileToKeep, 'id' | 'ownerId' | 'purpose'> & {
  isPublic: boolean | number;
  sha256: string;
};

/** Pictures of goods are nobody's personal data, and outlive whoever uploaded them. */
const PUBLIC_SUBJECT = '_public';
const subjectOf = ({ ownerId, isPublic }: { ownerId: string; isPublic: boolean | number }): string =>
  isPublic ? PUBLIC_SUBJECT : ownerId;
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A context's file store: what it seals and opens goes through that context's vault. */
export function createFileStore(blobs: BlobStore, vault: Vault): FileStore {
  const register = async (em: SqlEntityManager, { bytes, ...file }: FileToKeep): Promise<void> => {
    const { id, ownerId, purpose, isPublic, atMs, mediaType } = file;
    await em.insert(StoredFile, {
      id,
      ownerId,
      purpose,
      isPublic,
      atMs,
      mediaType,
      sizeBytes: bytes.length,
      sha256: sha256Of(bytes),
      unusedSinceMs: atMs,
    });
  };
  const write = async (file: FileToKeep): Promise<void> =>
    blobs.write(file.id, await vault.sealBytes(subjectOf(file), file.bytes));
  return {
    register,
    write,
    async put(em, file, things) {
      await write(file);
      await register(em, file);
      await em.nativeUpdate(StoredFile, { id: file.id }, { unusedSinceMs: null });
      await em.insertMany(
        FileUse,
        things.map(({ type, id }) => ({ fileId: file.id, thing: type, thingId: id })),
      );
    },
    async read(file) {
      const sealed = await blobs.read(file.id);
      if (!sealed) return null;
      const bytes = await vault.openBytes(subjectOf(file), sealed, `file:${file.purpose}`);
      if (!bytes) return null;
      if (sha256Of(bytes) !== file.sha256) throw new Error(`file ${file.id} was altered`);
      return bytes;
    },
    remove: (id) => blobs.remove(id),
  };
}
