import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { createLogger } from '@heitu/kit/serving/logging';
import type { Sms } from '@heitu/trust/sms/sms-client';
import { Alarm, SILENT_MS } from './alarm.ts';
import type { GroupMessage } from './wechat-robot.ts';
import { ALERTS, ALWAYS } from './alert-table.ts';
import { dashboard } from './dashboard.ts';
import { declaredMetrics, METRIC_TITLES } from './declared.ts';
import { rulesFile, wellUntil } from './rules.ts';

/** Metrics that others declare, with whose they are. */
const FOREIGN = new Map([
  ['up', 'Prometheus'],
  ['node_filesystem_avail_bytes', 'node exporter'],
  ['node_filesystem_size_bytes', 'node exporter'],
  ['node_textfile_mtime_seconds', 'node exporter'],
  ['node_timex_sync_status', 'node exporter'],
]);
const named = (expression: string): string[] => expression.match(/\b(?:heitu_[a-z_]+|node_[a-z_]+|up(?=\{))/g) ?? [];

describe('alerts', () => {
  const declared = new Map(declaredMetrics().map((metric) => [metric.name, metric]));

  it.each(ALERTS.map((alert) => [alert.name, alert] as const))(
    '%s asks for metrics that there are, with their labels',
    (_name, { when }) => {
      expect(named(when).length).toBeGreaterThan(0);
      for (const name of named(when)) {
        const own = name.replace(/_bucket$/, '');
        expect([name, declared.has(own) || FOREIGN.has(name)]).toEqual([name, true]);
      }
      for (const [, name, labels] of when.matchAll(/\b(heitu_\w+)\{([^}]*)\}/g))
        for (const [, label] of labels!.matchAll(/(\w+)=/g))
          // `process` is the scraper's: it says whose page was read.
          expect([name, label, label === 'process' || declared.get(name!)!.labelNames!.includes(label!)]).toEqual([
            name,
            label,
            true,
          ]);
    },
  );

  it('have each a page in the book, and the book has none that nobody is led to', () => {
    const headings = [...readFileSync('docs/zh/应急手册.md', 'utf8').matchAll(/^## (.*)$/gm)].map((match) => match[1]!);
    const pages = ALERTS.map(({ page }) => page);
    expect(pages.filter((page) => !headings.includes(page))).toEqual([]);
  });

  it('are tried each by a history, and are named once', () => {
    expect(new Set(ALERTS.map(({ name }) => name)).size).toBe(ALERTS.length);
    for (const alert of ALERTS) {
      const { name, tried, when } = alert;
      const series = [...new Set(Object.keys(tried).map((one) => one.replace(/\{.*/, '')))];
      expect([name, series.toSorted()]).toEqual([name, [...new Set([...series, ...named(when)])].toSorted()]);
      expect(rulesFile()).toContain(`- alert: ${name}\n`);
      // Else it is silent only because it still waits.
      expect([name, wellUntil(alert) > alert.minutes]).toEqual([name, true]);
    }
  });

  it('stand beside a page with a panel for each metric, in words', () => {
    const { panels }: { panels: { title: string; description: string }[] } = JSON.parse(dashboard());
    expect(panels.map(({ description }) => description).toSorted()).toEqual([...declared.keys()].toSorted());
    expect(Object.keys(METRIC_TITLES).toSorted()).toEqual([...declared.keys()].toSorted());
  });
});

describe('the alarm', () => {
  const fired = (summary: string, status = 'firing', urgency = 'now') => ({
    alerts: [{ status, labels: { alertname: 'X', urgency }, annotations: { summary, page: '磁盘快满' } }],
  });
  const open = (answers: boolean[] = [], inGroup?: boolean[]) => {
    const sent: Sms[] = [];
    const written: GroupMessage[] = [];
    let nowMs = 0;
    const alarm = new Alarm({
      wechat: inGroup
        ? {
            send: async (one) => {
              if (inGroup.shift() === false) return { ok: false, code: '45009' };
              written.push(one);
              return { ok: true };
            },
          }
        : null,
      sms: {
        send: async (one) => {
          if (answers.shift() === false) return { ok: false, outcome: 'unknown', code: 'TIMEOUT', message: '' };
          sent.push(one);
          return { ok: true, id: 'x' };
        },
      },
      phones: ['13900000001'],
      template: 'alarm',
      perHour: 2,
      clock: { now: () => nowMs },
      log: createLogger('alarm', 'silent'),
    });
    return {
      alarm,
      words: () => sent.map(({ params }) => params['what']),
      written: () => written.map(({ text }) => text),
      advance: (ms: number) => void (nowMs += ms),
    };
  };

  it('tells what began and what is over, and counts what the hour had no room for', async () => {
    const { alarm, words } = open();
    expect(await alarm.hear(fired('磁盘快满了'))).toBe(true);
    expect(await alarm.hear(fired('磁盘快满了', 'resolved'))).toBe(true);
    expect(await alarm.hear(fired('又一件事'))).toBe(true);
    expect(words()).toEqual(['磁盘快满了', '已恢复：磁盘快满了']);
  });

  it('asks Alertmanager to say it again where the gateway did not take it', async () => {
    const { alarm, words } = open([false]);
    expect(await alarm.hear(fired('磁盘快满了'))).toBe(false);
    expect(await alarm.hear(fired('磁盘快满了'))).toBe(true);
    expect(words()).toEqual(['磁盘快满了']);
  });

  it('writes everything into the group, and sends by SMS what cannot wait or did not get there', async () => {
    const { alarm, words, written } = open([], [true, true, false]);
    expect(await alarm.hear(fired('磁盘快满了'))).toBe(true);
    expect(await alarm.hear(fired('密钥用了一年', 'firing', 'day'))).toBe(true);
    expect(await alarm.hear(fired('时钟不准', 'firing', 'day'))).toBe(true);
    expect(written()).toEqual([
      '【黑土告警】磁盘快满了\n怎么办：应急手册“磁盘快满”',
      '【黑土告警】密钥用了一年\n怎么办：应急手册“磁盘快满”',
    ]);
    expect(words()).toEqual(['磁盘快满了', '时钟不准']);
  });

  it('is told where one way reached people, and is told again where neither did', async () => {
    const { alarm, words, written } = open([false, false], [true, false]);
    expect(await alarm.hear(fired('磁盘快满了'))).toBe(true);
    expect(await alarm.hear(fired('又一件事'))).toBe(false);
    expect([words(), written().length]).toEqual([[], 1]);
  });

  it('says once that nobody watches, and again only after somebody did', async () => {
    const { alarm, words, advance } = open();
    const alive = { alerts: [{ status: 'firing', labels: { alertname: ALWAYS }, annotations: {} }] };
    advance(SILENT_MS - 1);
    await alarm.lookForSilence();
    await alarm.hear(alive);
    advance(SILENT_MS - 1);
    await alarm.lookForSilence();
    expect(words()).toEqual([]);
    advance(1);
    await alarm.lookForSilence();
    advance(HOUR_MS);
    await alarm.lookForSilence();
    expect(words()).toEqual(['监控停了，没有人看着平台']);
    await alarm.hear(alive);
    advance(SILENT_MS);
    await alarm.lookForSilence();
    expect(words()).toHaveLength(2);
  });
});
