import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { keyIdOf, publicPemOf, traceKeysOf } from '@heitu/catalog';
import { generateSigningKey } from '@heitu/kit/messages/signing';

describe('./run trace-key replace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-trace-key-'));
  const keys = join(folder, 'keys');
  const run = (args: string[], env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', './tools/register.mjs', 'tools/src/cli.ts', 'trace-key', ...args],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], DATA_DIR: folder, ...env } },
    );
    return { status, stdout, stderr };
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const current = () => publicPemOf(readFileSync(join(keys, 'trace.pem'), 'utf8'));
  const line = () => traceKeysOf(current(), readFileSync(join(keys, 'trace.handovers.json'), 'utf8'));

  it('makes a key that the old one hands over to, again and again; each old key stays beside it', () => {
    mkdirSync(keys);
    const first = generateSigningKey().privatePem;
    writeFileSync(join(keys, 'trace.pem'), first);
    expect(run(['replace'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`is now key ${keyIdOf(current())}`),
    });
    expect(line().all.map(({ ended }) => ended)).toEqual(['replaced', null]);
    expect(line().all[0]).toMatchObject({ publicPem: publicPemOf(first) });
    expect(run(['replace', '--leaked-since', '2026-01-01T00:00:00Z']).status).toBe(0);
    expect(line().all.map(({ ended, untilMs }) => [ended, untilMs === Date.parse('2026-01-01T00:00:00Z')])).toEqual([
      ['replaced', false],
      ['leaked', true],
      [null, false],
    ]);
    expect(readdirSync(keys).filter((name) => name.startsWith('trace.until-'))).toHaveLength(2);
  }, 60_000);

  it('goes on without a signature where the key was lost, and says what the environment needs', () => {
    const [pub, out] = [join(folder, 'lost.pub.pem'), join(folder, 'new.pem')];
    const lost = generateSigningKey();
    writeFileSync(pub, lost.publicPem);
    const production = { NODE_ENV: 'production', DATA_DIR: join(folder, 'elsewhere') };
    const answer = run(['replace', '--lost', pub, '--out', out], production);
    expect(answer).toMatchObject({ status: 0, stderr: expect.stringContaining('TRACE_KEY_HANDOVERS') });
    expect(traceKeysOf(publicPemOf(readFileSync(out, 'utf8')), answer.stdout).all.map(({ ended }) => ended)).toEqual([
      'lost',
      null,
    ]);
    expect(answer.stdout).not.toContain('PRIVATE');
  }, 60_000);

  it('changes nothing where it is asked wrongly, or where there is no key to hand over', () => {
    const before = readFileSync(join(keys, 'trace.pem'), 'utf8');
    for (const args of [
      [],
      ['make'],
      ['replace', '--leaked-since', 'yesterday'],
      ['replace', '--lost'],
      ['replace', '--lost', 'x', '--leaked-since', '2026-01-01T00:00:00Z'],
    ])
      expect(run(args).status).toBe(64);
    expect(run(['replace', '--leaked-since', '2999-01-01T00:00:00Z'])).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('still to come'),
    });
    expect(run(['replace', '--lost', join(folder, 'nothing.pem')])).toMatchObject({ status: 78 });
    expect(run(['replace', '--out', join(folder, 'never.pem')], { DATA_DIR: join(folder, 'empty') })).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('TRACE_SIGNING_KEY'),
    });
    expect(existsSync(join(folder, 'never.pem'))).toBe(false);
    expect(run(['replace'], { NODE_ENV: 'production', TRACE_SIGNING_KEY: before })).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('--out'),
    });
    expect(readFileSync(join(keys, 'trace.pem'), 'utf8')).toBe(before);
  }, 60_000);
});
