import type { EdgeAnswer } from '@heitu/kit/messages/peers';
import { ALL_SCOPES, PROGRAM_SCOPE } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { ASSERTION_ALGORITHMS } from './partner.policy.ts';

/** What a client must know to get a token (RFC 8414). */
export async function serverMetadata({ services: { publicUrl } }: TrustContext): Promise<EdgeAnswer> {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' },
    body: JSON.stringify({
      issuer: publicUrl,
      token_endpoint: `${publicUrl}/oauth/token`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      scopes_supported: [...ALL_SCOPES, PROGRAM_SCOPE],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    }),
  };
}
