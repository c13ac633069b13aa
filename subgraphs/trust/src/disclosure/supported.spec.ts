import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { freshDatabase } from '@heitu/kit/serving/testing';
import { SUPPORT_ENDS, supportEndOf } from '@heitu/standard';
import { contextOf, openTrust } from '../testing/trust-room.fixture.ts';
import { systemIn, type Running } from './running.ts';
import { databaseOf, stillSupported } from './supported.ts';
import { technicalEvidence } from './technical.evidence.ts';

const at = (date: string) => Date.parse(`${date}T04:00:00Z`);
const judged = (running: Running | null, date: string) => {
  const [figure] = stillSupported('数据库', running, at(date));
  return figure && verdictOf(figure);
};

describe('whether what the platform runs on is supported [11.4.1] [11.4.3]', () => {
  it('is judged by the last day of the line that runs', () => {
    for (const { product, line, until, doubt } of SUPPORT_ENDS.filter((end) => !end.doubt)) {
      const running = { product, version: `${line}.7` };
      expect([product, line, doubt, judged(running, until)]).toEqual([product, line, undefined, 'met']);
      const [after] = stillSupported('数据库', running, at(until) + DAY_MS);
      expect([verdictOf(after!), after!.condition!.missed.length]).toEqual(['breached', 1]);
    }
    expect(supportEndOf('mariadb', '11.80.1')).toBeUndefined();
    expect(supportEndOf('debian', '13')?.until).toBe('2030-06-30');
  });

  it('is owed of a line that nobody has looked up, and unsaid of one whose end is in doubt', () => {
    expect(judged({ product: 'mariadb', version: '99.1.2' }, '2026-12-02')).toBe('absent');
    expect(judged({ product: 'ubuntu', version: '26.04' }, '2026-12-02')).toBe('absent');
    expect(judged({ product: 'debian', version: '' }, '2026-12-02')).toBe('absent');
    expect(judged(null, '2026-12-02')).toBe('absent');
    const doubtful = SUPPORT_ENDS.filter(({ doubt }) => doubt);
    expect(doubtful.length).toBeGreaterThan(0);
    for (const { product, line } of doubtful) expect(judged({ product, version: line }, '2026-12-02')).toBe('few');
  });

  it('names for each end who says so and when that was read', () => {
    for (const end of SUPPORT_ENDS) {
      expect(end.source).toMatch(/^https:\/\//);
      expect([end.until, end.lookedUpOn].every((day) => /^20\d\d-\d\d-\d\d$/.test(day))).toBe(true);
    }
  });

  it('knows the system by what it says of itself, and none where it says nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'heitu-system-'));
    const file = join(folder, 'os-release');
    expect(systemIn(file)).toBeNull();
    writeFileSync(file, 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\nVERSION_ID="13"\n');
    expect(systemIn(file)).toEqual({ product: 'debian', version: '13' });
    writeFileSync(file, 'PRETTY_NAME="something"\n');
    expect(systemIn(file)).toBeNull();
    rmSync(folder, { recursive: true });
  });

  it.each(['sqlite', 'mariadb'])(
    'is part of what is told of %s and the system, the register beside it',
    async (product) => {
      const url = product === 'sqlite' ? undefined : await freshDatabase(process.env['TEST_DATABASE_URL'], 'supported');
      const room = await openTrust({ ...(url && { url }) });
      const running = await databaseOf(contextOf(room));
      expect(running).toEqual({ product, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
      const told = async (clause: '11.4.1' | '11.4.3') => {
        const nowMs = room.clock.now();
        const figures = await technicalEvidence[clause]!(contextOf(room), { fromMs: nowMs - DAY_MS, toMs: nowMs });
        return figures.filter(({ condition }) => condition).map(verdictOf);
      };
      expect([await told('11.4.1'), await told('11.4.3')]).toEqual([
        ['met', 'met', 'absent'],
        ['met', 'met', 'absent'],
      ]);
      room.clock.set('2051-01-02T02:00:00Z');
      expect([(await told('11.4.1'))[0], (await told('11.4.3'))[0]]).toEqual(['breached', 'breached']);
      room.services.system = () => null;
      expect((await told('11.4.1'))[0]).toBe('absent');
      await room.close();
    },
  );
});
