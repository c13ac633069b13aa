import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Computes a month's assessment from its two published files, and needs nothing else: no import of ours is here, so
 * that whoever doubts the platform can take this one file along (docs/COMMANDS.md).
 */

export interface Asked {
  month?: string | undefined;
  /** Where the platform is, or a folder that holds `2026-11-inputs.json` and `2026-11-results.json`. */
  url?: string | undefined;
  folder?: string | undefined;
  /** The public key that one has kept (SPKI, base64url); without it the one that both files name is believed. */
  key?: string | undefined;
}
interface Signed {
  text: string;
  signature: string;
  publicKey: string;
}
interface Inputs {
  month: string;
  kind: 'inputs';
  rules: { weights: Record<string, number>; otherWeight: number; passScore: number };
  parties: { partyId: string }[];
  /** Figures to which a party objected with right: they do not count. */
  leftOut?: { partyId: string; metric: string }[];
  sources: { source: string; figures: { partyId: string; metric: string; good: number; total: number }[] }[];
}
interface Results {
  month: string;
  kind: 'results';
  results: { partyId: string; partyName: string; score: number | null; passed: boolean }[];
}

const MARK = 'heitu-assessment-1:';
const tell = (line: string): void => void process.stdout.write(`${line}\n`);

async function load({ url = 'http://localhost:4000', folder }: Asked, file: string): Promise<Signed> {
  if (folder) return JSON.parse(await readFile(join(folder, `${file}.json`), 'utf8'));
  const response = await fetch(`${url.replace(/\/$/, '')}/edges/trust/assessments/${file}`);
  if (!response.ok) throw new Error(`${file}：没有公布，或者拿不到（HTTP ${response.status}）`);
  return JSON.parse(await response.text());
}

/** What was signed, where it was signed with this key. */
function opened<Content>({ text, signature, publicKey }: Signed, file: string, key: string): Content {
  const spki = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' });
  const isSigned = verify(null, Buffer.from(MARK + text), spki, Buffer.from(signature, 'base64url'));
  if (publicKey !== key || !isSigned) throw new Error(`${file}：签名对不上，文件被改过，或者不是这把钥匙签的`);
  const content: Content = JSON.parse(text);
  return content;
}

/** Each share of good acts counts by its weight; who did nothing that counts has no score and has not failed. */
function scoreOf(
  figures: Inputs['sources'][number]['figures'],
  { weights, otherWeight }: Inputs['rules'],
): number | null {
  const merged = new Map<string, { good: number; total: number }>();
  for (const { metric, good, total } of figures) {
    if (total <= 0) continue;
    const before = merged.get(metric) ?? { good: 0, total: 0 };
    merged.set(metric, { good: before.good + Math.min(good, total), total: before.total + total });
  }
  let [sum, all] = [0, 0];
  for (const [metric, { good, total }] of merged) {
    const weight = weights[metric] ?? otherWeight;
    sum += (weight * good) / total;
    all += weight;
  }
  return all === 0 ? null : Math.round((sum / all) * 100);
}

/** The lines in which what was published differs from what its own inputs give. */
export function differencesOf({ rules, parties, leftOut = [], sources }: Inputs, { results }: Results): string[] {
  const published = new Map(results.map((row) => [row.partyId, row]));
  const said = (score: number | null, passed: boolean): string => `${score ?? '没有分'}${passed ? '' : '（不及格）'}`;
  const lines = parties.flatMap(({ partyId }) => {
    const own = sources.flatMap(({ figures }) =>
      figures.filter(
        (one) =>
          one.partyId === partyId && !leftOut.some((out) => out.partyId === partyId && out.metric === one.metric),
      ),
    );
    const score = scoreOf(own, rules);
    const passed = score === null || score >= rules.passScore;
    const row = published.get(partyId);
    published.delete(partyId);
    if (row && row.score === score && row.passed === passed) return [];
    return [
      `${row?.partyName ?? partyId}：公布${row ? said(row.score, row.passed) : '没有'}，重算${said(score, passed)}`,
    ];
  });
  return [...lines, ...[...published.values()].map(({ partyName }) => `${partyName}：公布了，数据里没有这一家`)];
}

/** `./run recompute --month 2026-11 [--url …|--folder …] [--key …]`; 0 where all of it agrees. */
export async function recompute(asked: Asked): Promise<number> {
  const { month } = asked;
  if (!month) throw new Error('哪个月？ --month 2026-11');
  const [inputs, results] = await Promise.all([load(asked, `${month}-inputs`), load(asked, `${month}-results`)]);
  const key = asked.key ?? inputs.publicKey;
  const given = opened<Inputs>(inputs, `${month}-inputs`, key);
  const told = opened<Results>(results, `${month}-results`, key);
  if (given.month !== month || told.month !== month || given.kind !== 'inputs' || told.kind !== 'results')
    throw new Error('文件不是这个月的，或者拿错了');
  const lines = differencesOf(given, told);
  tell(`${month}：${given.parties.length}家，签名的钥匙 ${key}${asked.key ? '' : '（和您以前留下的钥匙比一比）'}`);
  for (const line of lines) tell(line);
  tell(lines.length === 0 ? '每一家重算的分数都和公布的一样' : `${lines.length}家和公布的不一样`);
  return lines.length === 0 ? 0 : 1;
}
