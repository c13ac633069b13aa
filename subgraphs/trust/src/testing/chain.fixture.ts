import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { expect } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { newId } from '@heitu/kit/rules/ids';
import type { ChainProblem } from '../audit/chain.policy.ts';
import { sealEntries } from '../audit/seal-entries.ts';
import { verifyChain, type CheckOptions } from '../audit/verify-chain.ts';
import { contextOf, NOW, type TrustRoom } from './trust-room.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'heitu-chain-'));
const serverUrl = process.env['TEST_DATABASE_URL'];
let made = 0;
export const removeChains = (): void => rmSync(folder, { recursive: true, force: true });

/** A fresh database for a chain, which a second replica can open too. */
export const FRESH: Readonly<Record<string, () => Promise<string>>> = {
  SQLite: async () => `sqlite:${join(folder, `trust-${(made += 1)}.db`)}`,
  async MariaDB() {
    if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
    const name = `chain_${process.pid}_${(made += 1)}`;
    const connection = await createConnection(serverUrl);
    await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`);
    await connection.end();
    return `${serverUrl}/${name}`;
  },
};

const TABLES = ['AuditEntry', 'AuditSeal', 'AuditBatch', 'AuditHead', 'AuditAnchor', 'AuditCheckRun', 'Inbox'];
const act = (n: number) => ({
  operation: 'placeOrder',
  requestId: `r${n}`,
  actorKind: 'account',
  actorId: 'A',
  roles: ['consumer'],
  subject: [{ type: 'order', id: `O${n}` }],
});

/** What a test of the chain does with it. */
export function chainIn(room: TrustRoom) {
  const sealing = (of: TrustRoom) => contextOf(of, systemActor('trust'), 'seal-entries');
  const tell = (n: number, id?: string) => room.tell('orders', 'orders.act-recorded.v1', act(n), id);
  return {
    contextOf: sealing,
    tell,
    em: () => room.subgraph.orm.em.fork(),
    seal: () => sealEntries(sealing(room)),
    /** Five acts, received and sealed; their ids. */
    async begin(): Promise<string[]> {
      room.clock.set(NOW);
      for (const table of TABLES) await room.subgraph.orm.em.fork().execute(`delete from \`${table}\``);
      room.services.chainMemory.forget();
      const ids = Array.from({ length: 5 }, () => newId(room.clock.now()));
      for (const [i, id] of ids.entries()) await tell(i + 1, id);
      await sealEntries(sealing(room));
      return ids;
    },
    async check(options: Partial<CheckOptions> = {}) {
      const problems: ChainProblem[] = [];
      const { auditKeys: keys, chainMemory } = room.services;
      const given = {
        from: 1,
        nowMs: room.clock.now(),
        keys,
        remembered: chainMemory.last(),
        onProblem: (problem: ChainProblem) => void problems.push(problem),
      };
      const result = await verifyChain(sealing(room).rows, { ...given, ...options });
      expect(result.problemCount).toBe(problems.length);
      return {
        ...result,
        found: problems.map(({ sequence, entryId, kind }) => [sequence, entryId, kind]),
        texts: problems.map(({ text }) => text),
      };
    },
  };
}
