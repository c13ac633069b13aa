import { ok } from '@heitu/kit/rules/outcome';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext } from '../context.ts';
import { ApiClient, SignInAttempt } from '../identity/account.entity.ts';
import { openSession } from '../identity/open-session.ts';
import { recordFailedAttempt } from '../identity/record-attempt.ts';
import { authenticateClient, Unproven, type ClientProof } from './authenticate-client.ts';
import { scopesAsked, scopesOf, tokenScopes, TOKEN_SECONDS } from './partner.policy.ts';

export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const BODY_BYTES_MAX = 16 * 1024;

/** RFC 6749 §5: never cached, JSON, the registered error codes. */
const answer = (status: number, body: object, headers: Record<string, string> = {}): EdgeAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache', ...headers },
  body: JSON.stringify(body),
});
const refused = (error: 'invalid_request' | 'unsupported_grant_type' | 'invalid_scope', error_description: string) =>
  answer(400, { error, error_description });
/**
 * An assertion is no HTTP authentication: 400, as RFC 7521 §4.2.1 has it. Else 401 says which scheme there is (RFC 6749
 * §5.2).
 */
const invalidClient = (error_description: string, way: ClientProof['way'] | undefined) =>
  way === 'assertion'
    ? answer(400, { error: 'invalid_client', error_description })
    : answer(401, { error: 'invalid_client', error_description }, { 'www-authenticate': 'Basic realm="heitu"' });

/** Both parts are form-encoded before they are joined (RFC 6749 §2.3.1). */
function readBasic(header: string): ClientProof | null {
  const encoded = /^Basic +([A-Za-z0-9+/=]{1,1024})$/i.exec(header)?.[1];
  const [id, ...rest] = encoded ? Buffer.from(encoded, 'base64').toString().split(':') : [];
  if (!id || rest.length === 0) return null;
  try {
    const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
    return { way: 'secret', clientId: decode(id), secret: decode(rest.join(':')) };
  } catch {
    return null;
  }
}

const NO_PROOF = new Unproven(
  'the client proves itself by nothing that can be read: send Basic, client_secret, or client_assertion with its type',
);

/** The one way in which the client proves itself: none or an unreadable one is null, several are `several`. */
function proofIn(form: URLSearchParams, authorization: string | undefined): ClientProof | 'several' | null {
  const [clientId, secret, assertion] = [
    form.get('client_id'),
    form.get('client_secret'),
    form.get('client_assertion'),
  ];
  const ways = [authorization !== undefined, secret !== null, assertion !== null || form.has('client_assertion_type')];
  if (ways.filter(Boolean).length > 1) return 'several';
  if (authorization !== undefined) {
    const proof = readBasic(authorization);
    return proof?.way === 'secret' && clientId !== null && clientId !== proof.clientId ? null : proof;
  }
  if (secret !== null) return clientId === null ? null : { way: 'secret', clientId, secret };
  return assertion !== null && form.get('client_assertion_type') === JWT_BEARER
    ? { way: 'assertion', assertion, clientId }
    : null;
}

/** `POST /oauth/token`: client credentials (RFC 6749 §4.4), proven by secret or by a signed assertion (RFC 7523). */
export async function issueToken(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  if (
    !/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '') ||
    request.body.length > BODY_BYTES_MAX
  )
    return refused('invalid_request', 'send a form: application/x-www-form-urlencoded');
  const form = new URLSearchParams(request.body.toString());
  if (new Set(form.keys()).size !== [...form.keys()].length)
    return refused('invalid_request', 'a parameter stands there twice');
  const proof = proofIn(form, request.headers['authorization']);
  if (proof === 'several') return refused('invalid_request', 'the client proves itself in more than one way');
  if (!form.get('grant_type')) return refused('invalid_request', 'grant_type is missing');
  const client = proof ? await authenticateClient(context, proof) : NO_PROOF;
  if (client instanceof Unproven) {
    await recordFailedAttempt(context, 'client', proof?.way === 'assertion' ? 'assertion' : 'secret');
    return invalidClient(client.reason, proof?.way);
  }
  if (form.get('grant_type') !== 'client_credentials')
    return refused('unsupported_grant_type', 'only client_credentials');
  const scopes = tokenScopes(scopesOf(client.scopes), scopesAsked(form.get('scope')));
  if (typeof scopes === 'string') return refused('invalid_scope', scopes);
  const outcome = await context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    await tx.em.nativeUpdate(ApiClient, { id: client.id }, { lastUsedAtMs: nowMs });
    await tx.em.insert(SignInAttempt, {
      id: context.newId(),
      channel: 'client',
      succeeded: true,
      reason: 'known',
      atMs: nowMs,
    });
    tx.audit({ type: 'client', id: client.id, clause: '11.5.dd' });
    return ok(await openSession(context, tx, { id: client.id, kind: 'client', scopes: toJson(scopes) }, 'oauth'));
  });
  if (!outcome.ok) throw new Error(outcome.message);
  return answer(200, {
    access_token: outcome.value,
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
    scope: scopes.join(' '),
  });
}
