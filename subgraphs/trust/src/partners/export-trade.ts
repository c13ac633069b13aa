import { hasScope, isSignedIn } from '@heitu/kit/rules/actor';
import { jsonAnswer, TAG_HEADER, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { GraphQLError } from 'graphql';
import type { TrustContext } from '../context.ts';
import { EXPORT_LINES_MAX } from './partner.policy.ts';
import { markOf, tradeChanges } from './trade-changes.ts';
import { forbidden, unauthenticated } from '@heitu/kit/rules/graphql';

const schema = z.object({
  partyId: identifier(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(EXPORT_LINES_MAX).default(1000),
});
const refused = (status: number, code: string, message: string, challenge?: string): EdgeAnswer =>
  jsonAnswer(status, { code, message }, challenge ? { 'www-authenticate': challenge } : {});
const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/**
 * `GET /edges/trust/export/trade?partyId=…&after=…&limit=…`: NDJSON, one order a line as in `tradeChanges`, at most
 * 5,000; `x-next-mark` is what to ask with next time, `x-has-more` says whether at once. The same question gives the
 * same lines until an order changes.
 */
export async function exportTrade(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  if (!isSignedIn(context.actor)) return refused(401, 'UNAUTHENTICATED', unauthenticated().message, 'Bearer');
  if (!hasScope(context.actor, 'analysis'))
    return refused(403, 'FORBIDDEN', forbidden().message, 'Bearer error="insufficient_scope", scope="analysis"');
  const valid = parse(schema, request.query);
  if (!valid.ok)
    return refused(
      400,
      valid.code,
      valid.details.map(({ path = [], text }) => `${path.join('.')}：${text}`).join('；'),
    );
  const { partyId, after, limit } = valid.value;
  try {
    const rows = await tradeChanges(context, partyId, limit, after);
    const lines = rows.slice(0, limit);
    const last = lines.at(-1);
    const mark = last ? markOf(last) : (after ?? '');
    const body = lines
      .map(
        ({ totalFen, refundedFen, orderId, partyId: seller, carrierPartyId, deliveredInTime, ...times }) =>
          `${JSON.stringify({
            orderId,
            partyId: seller,
            totalFen,
            refundedFen,
            carrierPartyId,
            deliveredInTime,
            ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [name.replace(/Ms$/, ''), at(ms)])),
          })}\n`,
      )
      .join('');
    return {
      status: 200,
      headers: {
        'content-type': 'application/x-ndjson',
        'cache-control': 'no-store',
        'x-next-mark': mark,
        'x-has-more': String(rows.length > limit),
        [TAG_HEADER]: 'scope/analysis',
      },
      body,
    };
  } catch (error) {
    if (error instanceof GraphQLError) return refused(400, 'BAD_USER_INPUT', error.message);
    throw error;
  }
}
