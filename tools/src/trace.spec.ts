import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClauseId } from '@heitu/standard';
import { renderTrace, runTrace, traceDifference, traceOf, traceProblems } from './trace.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trace-'));
  mkdirSync(join(root, 'docs'));
});
afterEach(() => rmSync(root, { recursive: true }));

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function placesOf(clause: ClauseId) {
  const { enforced, evidence, tested } = traceOf(root).byClause.get(clause)!;
  return {
    enforced: Object.fromEntries(enforced),
    evidence: Object.fromEntries(evidence),
    tested: Object.fromEntries(tested),
  };
}

describe('a point of enforcement', () => {
  it('is a typed citation, alone or in a list, counted per file under its entry', () => {
    plant(
      'subgraphs/orders/src/order/order.lifecycle.ts',
      "[{ to: 'confirmed', clause: '7.5.w' }, { to: 'cancelled', clause: '7.5.w' }]",
    );
    plant('gateway/src/limits.ts', 'export const LIMITS = { clauses: [\'11.7\', "8.4.2.bi"] };');
    expect(placesOf('7.5.w').enforced).toEqual({ 'subgraphs/orders/src/order/order.lifecycle.ts': 2 });
    expect(placesOf('8.4.2.bh-bi').enforced).toEqual({ 'gateway/src/limits.ts': 1 });
    expect(placesOf('11.7').enforced).toEqual({ 'gateway/src/limits.ts': 1 });
  });

  it('is no tag of the audit trail and no heading, but those must name a clause, too', () => {
    plant(
      'subgraphs/orders/src/a.ts',
      "tx.audit({ type: 'order', id, clause: '7.5.w', reason: ['x', { clause: '7.5.u' }] });",
    );
    plant(
      'subgraphs/orders/src/b.ts',
      "export const subject = () => ({ type: 'order', id, clause: '7.5.w' as const });",
    );
    plant('subgraphs/orders/src/c.ts', "export const step = { label: '取件', clause: '7.5.w', doneAt: null };");
    plant(
      'subgraphs/orders/src/orders.due.ts',
      "[lying(orders, { kind: 'late', clause: '7.5.w', since: 'atMs' }), { kind: 'gone', clause: '7.5.u', roles, rows }];",
    );
    plant('subgraphs/orders/src/d.ts', "tx.audit({ type: 'order', id, clause: '7.5.x' });");
    expect([placesOf('7.5.w').enforced, placesOf('7.5.u').enforced]).toEqual([{}, {}]);
    expect(traceProblems(traceOf(root))).toEqual([
      { kind: 'unknown-clause', ref: '7.5.x', file: 'subgraphs/orders/src/d.ts' },
    ]);
  });
  it('is what decides inside a call that records, once it is out of it', () => {
    plant('subgraphs/orders/src/a.ts', "tx.audit(subjectOf(order)); refuse({ message: '太晚', clause: '7.5.w' });");
    expect(placesOf('7.5.w').enforced).toEqual({ 'subgraphs/orders/src/a.ts': 1 });
  });

  it('is not a comment, a test, a dependency or another room', () => {
    plant('kit/src/a.ts', "// clause: '7.5.w'\n/** Write `clause: '7.5.w'` here. */\nexport const accept = 'image/*';");
    plant('kit/src/a.spec.ts', "const table = { clause: '7.5.w' };");
    plant('kit/node_modules/x/index.ts', "const table = { clause: '7.5.w' };");
    plant('sandbox/src/a.ts', "const table = { clause: '7.5.w' };");
    expect(placesOf('7.5.w').enforced).toEqual({});
  });
});

describe('evidence', () => {
  it('is a key of an evidence file or of an evidence object, in any form of key', () => {
    plant(
      'subgraphs/orders/src/order/order.evidence.ts',
      "export const table = {\n  '7.5.w': confirmedInTime,\n  async '7.5.u'(context) {\n  },\n};",
    );
    plant(
      'subgraphs/sellers/src/index.ts',
      "export const manifest = { evidence: { '6.4.c': { count: f('{}') }, '13': g }, names: { '7.5.v': 1 } };",
    );
    plant('subgraphs/trust/src/room.ts', "const roomEvidence: EvidenceTable<Context, ClauseId> = { '13.end': h };");
    expect(placesOf('7.5.w').evidence).toEqual({ 'subgraphs/orders/src/order/order.evidence.ts': 1 });
    expect(placesOf('7.5.u').evidence).toEqual({ 'subgraphs/orders/src/order/order.evidence.ts': 1 });
    expect(placesOf('6.4.a-e').evidence).toEqual({ 'subgraphs/sellers/src/index.ts': 1 });
    expect(placesOf('13').evidence).toEqual({ 'subgraphs/sellers/src/index.ts': 1 });
    expect(placesOf('13.end').evidence).toEqual({ 'subgraphs/trust/src/room.ts': 1 });
    expect(placesOf('7.5.v').evidence).toEqual({});
    expect(traceProblems(traceOf(root))).toEqual([]);
  });
});

describe('a test', () => {
  it('names the clause in brackets, also after each, or calls clause()', () => {
    plant(
      'tests/src/orders.spec.ts',
      "it('cancels after a day [7.5.w] [7.6.aa]', f);\nit.each([[13], [7]])('row %i [7.5.u]', g);\ndescribe(\"it's shown [6.4]\", h);\nclause('8.4.2.bh');\nexpect(list).toEqual([13]);",
    );
    const files = { 'tests/src/orders.spec.ts': 1 };
    for (const clause of ['7.5.w', '7.6.aa', '7.5.u', '6.4', '8.4.2.bh-bi'] as const)
      expect(placesOf(clause).tested).toEqual(files);
    expect(placesOf('13').tested).toEqual({});
    expect(placesOf('7').tested).toEqual({});
  });
});

describe('the problems', () => {
  it('are an enforced clause without a test, and citations of no clause, of each kind', () => {
    plant(
      'subgraphs/orders/src/order.policy.ts',
      "const rule = { clause: '7.5.w' };\nconst wrong = { clause: '7.5.x' };",
    );
    plant('subgraphs/orders/src/evidence.ts', "const table = { '7.9.a': f, 'width': 3 };");
    plant('subgraphs/orders/src/order.spec.ts', "it('holds [6.4.z] and prints [a-z]', f);");
    expect(traceProblems(traceOf(root))).toEqual([
      { kind: 'unknown-clause', ref: '7.9.a', file: 'subgraphs/orders/src/evidence.ts' },
      { kind: 'unknown-clause', ref: '7.5.x', file: 'subgraphs/orders/src/order.policy.ts' },
      { kind: 'unknown-clause', ref: '6.4.z', file: 'subgraphs/orders/src/order.spec.ts' },
      { kind: 'no-test', clause: '7.5.w', files: ['subgraphs/orders/src/order.policy.ts'] },
    ]);
  });

  it('are gone once a test names the clause', () => {
    plant('subgraphs/orders/src/order.policy.ts', "const rule = { clause: '7.5.w' };");
    plant('subgraphs/orders/src/order.spec.ts', "it('confirms in time [7.5.w]', f);");
    expect(traceProblems(traceOf(root))).toEqual([]);
  });
});

describe('the page', () => {
  it('lists every clause, links files without line numbers, and sums up', () => {
    plant('subgraphs/orders/src/order/order.lifecycle.ts', "[{ clause: '7.5.w' }, { clause: '7.5.w' }]");
    plant('subgraphs/orders/src/order/order.spec.ts', "it('confirms in time [7.5.w]', f);");
    const page = renderTrace(traceOf(root));
    expect(page).toContain(
      '| 7.5.w | 订单确认时限 | shall | orders | [orders/order/order.lifecycle.ts](../subgraphs/orders/src/order/order.lifecycle.ts) ×2 | — | [orders/order/order.spec.ts](../subgraphs/orders/src/order/order.spec.ts) |',
    );
    expect(page).toContain('| All | 150 | 1 | 0 | 1 | 149 |');
  });

  it('passes the check when committed, and fails it with the difference after a change', () => {
    plant('subgraphs/orders/src/order.policy.ts', "const rule = { clause: '7.5.w' };");
    plant('subgraphs/orders/src/order.spec.ts', "it('confirms in time [7.5.w]', f);");
    expect(runTrace(false, root)).toEqual({ ok: true, lines: ['wrote docs/TRACE.md'] });
    expect(runTrace(true, root)).toEqual({ ok: true, lines: [] });

    const before = readFileSync(join(root, 'docs/TRACE.md'), 'utf8');
    plant('subgraphs/orders/src/late.ts', "const late = { clause: '7.5.w' };");
    const { ok, lines } = runTrace(true, root);
    expect(ok).toBe(false);
    expect(lines[0]).toBe('docs/TRACE.md is out of date; run tools/src/trace.ts and commit it');
    expect(lines.slice(1).map((line) => line.slice(0, 9))).toEqual(['- | 7.5.w', '+ | 7.5.w']);
    expect(readFileSync(join(root, 'docs/TRACE.md'), 'utf8')).toBe(before);
  });

  it('fails the check for an untested clause even when the page is current', () => {
    plant('subgraphs/orders/src/order.policy.ts', "const rule = { clause: '7.5.w' };");
    const problem = '7.5.w is enforced in subgraphs/orders/src/order.policy.ts, but no test names it';
    expect(runTrace(false, root)).toEqual({ ok: true, lines: ['wrote docs/TRACE.md', problem] });
    expect(runTrace(true, root)).toEqual({ ok: false, lines: [problem] });
  });

  it('tells a mere change of order', () => {
    expect(traceDifference('a\nb', 'b\na')).toEqual(['the same lines in another order']);
    expect(traceDifference('a', 'a')).toEqual([]);
  });
});
