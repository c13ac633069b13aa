import { codeOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChainState } from './chain.policy.ts';

/**
 * The last link that this installation signed, kept outside the database: who writes there can take the chain back to
 * an earlier signed batch, so that every row agrees with every other; only what is remembered elsewhere shows it.
 */
export interface ChainMemory {
  last(): ChainState | null;
  /** `keep` of a later link only; the caller makes sure that it follows on the last. */
  keep(state: ChainState): void;
  forget(): void;
}

export function memoryInProcess(): ChainMemory {
  let known: ChainState | null = null;
  return {
    last: () => known,
    keep: (state) => void (known = { ...state }),
    forget: () => void (known = null),
  };
}

const chainState: z.ZodType<ChainState> = z.object({ sequence: z.int(), hash: z.string() });
function readState(file: string): ChainState | null {
  try {
    return chainState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** In a file, so that a restart does not forget; replicas on one host share it. Written in one step, by rename. */
export function memoryInFile(file: string): ChainMemory {
  const write = (text: string) => {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, file);
  };
  return {
    last: () => readState(file),
    keep: ({ sequence, hash }) => write(JSON.stringify({ sequence, hash })),
    forget: () => write('{}'),
  };
}

/** Below DATA_DIR. Set aside with the database that it speaks of, and taken away after a restore (docs/zh/应急手册.md). */
export const CHAIN_MEMORY_FILE = 'audit/last-signed.json';
