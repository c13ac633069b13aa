import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inScratch, takeTurn } from './turn.ts';

describe('turns', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'heitu-turn-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = () => join(folder, 'running.json');

  it('refuses a second backup while one runs, and lets the first end undisturbed', async () => {
    await takeTurn(folder, 'first', async () => {
      await expect(takeTurn(folder, 'second', async () => 'both')).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
      expect(existsSync(file())).toBe(true);
    });
    expect(existsSync(file())).toBe(false);
    await expect(takeTurn(folder, 'third', async (killed) => killed)).resolves.toBeNull();
  });
  it('tells the next run what a killed one was about, although its process number lives on as another', async () => {
    writeFileSync(file(), JSON.stringify({ pid: process.pid, start: '1', about: 'killed' }));
    await expect(takeTurn(folder, 'next', async (killed) => killed)).resolves.toBe('killed');
  });
  it('removes the room of killed processes, never that of living ones', async () => {
    mkdirSync(join(folder, `scratch-${process.pid}-1`));
    await inScratch(folder, async (mine) => {
      expect(readdirSync(folder)).toEqual([mine.split('/').at(-1)]);
      await expect(inScratch(folder, async () => 'both')).rejects.toThrow();
      expect(existsSync(mine)).toBe(true);
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
