import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { pinyin } from 'pinyin-pro';
import { COUNTIES, COUNTY, readCounty, townshipsOf } from '../county/index.ts';

const run = promisify(execFile);
const OTHERS = COUNTIES.filter((code) => code !== COUNTY.code);
/** What this county alone is called: its code, its names in Chinese and as they are typed. */
function namesOf(code: string): string[] {
  const { name, shortName, rice } = readCounty(code);
  const typed = pinyin(shortName, { toneType: 'none', type: 'array' }).join('');
  return [code, name, shortName, rice.name, typed, ...townshipsOf(code).map((township) => township.name)];
}

describe('a county', () => {
  it('is named by its data, and by no program, page, drawing or contract', () => {
    const ends = ['ts', 'tsx', 'mjs', 'html', 'css', 'scss', 'svg', 'graphql', 'json'].map((end) => `*.${end}`);
    // A test needs some place, and a national standard is called what it is called.
    const but = ['*.spec.ts', '*.fixture.ts', 'tests', '*/counties/*', '*/standard.table.ts'].map(
      (file) => `:!${file}`,
    );
    const names = COUNTIES.flatMap(namesOf).flatMap((name) => ['-e', name]);
    const { status, stdout } = spawnSync('git', ['grep', '-inIF', '--untracked', ...names, '--', ...ends, ...but], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 1]);
  });

  it.each(OTHERS)(
    'is another where COUNTY=%s says so, in every row',
    async (code) => {
      const folder = mkdtempSync(join(tmpdir(), 'heitu-county-'));
      try {
        await run(
          process.execPath,
          ['--import', './tools/register.mjs', 'tools/src/cli.ts', 'seed', '--orders', '40'],
          {
            env: { PATH: process.env['PATH'], DATA_DIR: folder, COUNTY: code },
          },
        );
        const ours = new RegExp(namesOf(COUNTY.code).join('|'), 'i');
        const found: string[] = [];
        let texts = 0;
        for (const file of readdirSync(folder).filter((name) => name.endsWith('.db'))) {
          const database = new DatabaseSync(join(folder, file), { readOnly: true });
          for (const { name } of database.prepare("select name from sqlite_master where type = 'table'").all())
            for (const row of database.prepare(`select * from "${String(name)}"`).iterate())
              for (const [column, value] of Object.entries(row)) {
                if (typeof value !== 'string') continue;
                texts += 1;
                if (ours.test(value)) found.push(`${file} ${String(name)}.${column}: ${value.slice(0, 80)}`);
              }
          if (file === 'logistics.db')
            expect(database.prepare('select distinct substr(code, 1, 6) as county from Village').all()).toEqual([
              { county: code },
            ]);
          database.close();
        }
        expect(texts).toBeGreaterThan(10_000);
        // Reference data: the country's standard for the rice of one county is there in all.
        expect(found).toEqual(['catalog.db QualityStandard.title: 地理标志产品 五常大米']);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    180_000,
  );

  it('that has no file is refused by name', async () => {
    const started = run(process.execPath, ['--import', './tools/register.mjs', 'sandbox/county/county.ts'], {
      env: { PATH: process.env['PATH'], COUNTY: '230999' },
    });
    await expect(started).rejects.toThrow(`COUNTY=230999: the demo has ${COUNTIES.join(', ')}`);
  });
});
