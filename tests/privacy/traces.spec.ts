import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { SUBGRAPHS } from '@heitu/standard';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { PLANTS } from '../journeys/plants.ts';
import { formsOf } from './forms.ts';
import { leftOf } from './traces.ts';

const planted = Object.fromEntries(
  (['name', 'phone', 'address', 'idNumber', 'signature', 'photo'] as const).map((kind) => [
    kind,
    PLANTS[kind]('run', 'somebody'),
  ]),
);

describe('the search for what a platform left behind', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'heitu-left-'));
    for (const subgraph of SUBGRAPHS)
      new BetterSqlite(join(dataDir, `${subgraph}.db`)).exec('create table Kept (id text, note text)').close();
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));
  const left = (texts: Record<string, string> = {}) => leftOf(planted, { dataDir, texts });

  it('finds nothing where nothing is, and not the keys', async () => {
    mkdirSync(join(dataDir, 'keys'));
    writeFileSync(join(dataDir, 'keys', 'somebody'), planted['phone']!);
    expect(await left({ logs: '{"level":30,"msg":"listening"}' })).toEqual([]);
  });

  it.each(Object.keys(planted))('finds a %s in a log, in every form', async (what) => {
    for (const [form, bytes] of formsOf(planted[what]!)) {
      if (form === 'UTF-16') continue;
      expect(
        await left({ logs: `x${bytes.toString('latin1') === bytes.toString() ? bytes.toString() : planted[what]}y` }),
      ).toEqual([expect.stringContaining(`${what} as `)]);
    }
    const inTheMiddle = Buffer.from(`a${planted[what]}b`);
    for (const text of [
      inTheMiddle.toString('base64'),
      Buffer.from(`ab${planted[what]}`).toString('base64url'),
      JSON.stringify({ at: planted[what] }),
      `/files?name=${encodeURIComponent(planted[what]!)}`,
    ]) {
      expect((await left({ logs: text })).length).toBe(1);
    }
  });

  it('finds a phone with separators, a value in a row that was deleted, and says in which column a live one stands', async () => {
    const [, area, middle, last] = /^(\d{3})(\d{4})(\d{4})$/.exec(planted['phone']!)!;
    expect(await left({ metrics: `calls{to="${area}-${middle}-${last}"} 1` })).toEqual([
      expect.stringContaining('phone as separators in'),
    ]);
    const database = new BetterSqlite(join(dataDir, 'orders.db'));
    database.prepare('insert into Kept values (?, ?)').run('1', `收货人${planted['name']}`);
    expect(await left()).toEqual([expect.stringMatching(/^name as plain in .*orders\.db: orders\.Kept\.note$/)]);
    database.prepare('delete from Kept').run();
    database.close();
    expect(await left()).toEqual([expect.stringMatching(/^name as plain in .*orders\.db$/)]);
  });
});

it('every column of sealed text is in its manifest, so that rows of before are sealed too', () => {
  for (const { name, entities, sealedTexts = [] } of MANIFESTS) {
    const folder = `subgraphs/${name}/src`;
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('entity.ts') || file === 'entities.ts',
    );
    const declared = sources.flatMap(
      (file) => readFileSync(join(folder, file), 'utf8').match(/column\.sealedText\(\)/g) ?? [],
    );
    expect([name, sealedTexts.length]).toEqual([name, declared.length]);
    expect(sealedTexts.every(({ entity }) => entities.some((one) => one.name === entity))).toBe(true);
  }
});
