import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { jsonAnswer, type EdgeAnswer } from '@heitu/kit/messages/peers';
import type { Edge } from '@heitu/kit/serving/subgraph';
import { spkiOf } from '../audit/chain.policy.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { ASSESSMENT_METRICS, OTHER_WEIGHT, PASS_SCORE } from './assessment.policy.ts';
import { MonthFile } from './conduct.entity.ts';

/** Nothing else that the audit key signs begins so. */
export const signedMonthText = (text: string): string => `heitu-assessment-1:${text}`;

/**
 * Publishes of a month what it was assessed from (the counts of each subgraph, and the rules) and what came of it, each
 * as a signed file: whoever has both computes the month anew, with nothing of ours.
 */
export async function publishMonthFiles(context: TrustContext, tx: TrustTransaction, month: string): Promise<void> {
  const of = await tx.rows.selectFrom('AssessedMonth').select('sources').where('month', '=', month).executeTakeFirst();
  // Assessed before counts were kept: there is nothing to publish.
  if (!of?.sources) return;
  const results = await tx.rows
    .selectFrom('Assessment')
    .select(['partyId', 'partyKind', 'partyName', 'score', 'passed'])
    .where('month', '=', month)
    .orderBy('partyId')
    .execute();
  const weights = Object.fromEntries(
    Object.entries(ASSESSMENT_METRICS).map(([metric, { weight }]) => [metric, weight]),
  );
  const parties = results.map(({ partyId, partyKind }) => ({ partyId, partyKind }));
  const leftOut = await tx.rows
    .selectFrom('AssessmentObjection')
    .select(['partyId', 'metric'])
    .where('month', '=', month)
    .where('state', '=', 'upheld')
    .orderBy('partyId')
    .orderBy('metric')
    .execute();
  const rules = { weights, otherWeight: OTHER_WEIGHT, passScore: PASS_SCORE };
  const told = results.map((row) => ({ ...row, passed: Boolean(row.passed) }));
  const { auditKeys } = context.services;
  const publicKey = spkiOf(auditKeys.publicKey);
  for (const [kind, content] of [
    ['inputs', { month, kind: 'inputs', rules, parties, leftOut, sources: fromJson(of.sources) }],
    ['results', { month, kind: 'results', results: told }],
  ] as const) {
    const text = canonicalJson(content);
    const signature = auditKeys.sign(signedMonthText(text));
    await tx.em.insert(MonthFile, { id: `${month}-${kind}`, text, signature, publicKey, atMs: context.clock.now() });
    // The digest stands in the entry itself: the chain proves which file it was.
    tx.audit({ type: 'assessment-file', id: `${month}-${kind} ${sha256Hex(text)}`, clause: '13' });
  }
}

/** GET /edges/trust/assessments/2026-11-inputs, …-results: for everybody. */
export const monthFileEdge: Edge = {
  method: 'GET',
  path: '/assessments/:file',
  async handle({ rows }: Pick<TrustContext, 'rows'>, request): Promise<EdgeAnswer> {
    const found = await rows
      .selectFrom('MonthFile')
      .select(['text', 'signature', 'publicKey'])
      .where('id', '=', request.params['file'] ?? '')
      .executeTakeFirst();
    return found ? jsonAnswer(200, found) : jsonAnswer(404, { code: 'NOT_FOUND', message: '没有公布这个月的考评数据' });
  },
};
