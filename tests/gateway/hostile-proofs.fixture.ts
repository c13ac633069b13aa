import { expect } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { CLIENT } from '@heitu/sandbox/seed';
import { Gateway } from '../journeys/client.ts';
import { toldBy, type Target } from './hostile-sender.fixture.ts';

const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead;

const claims = (audience: string) => ({
  iss: CLIENT.clientId,
  sub: CLIENT.clientId,
  aud: audience,
  exp: seconds(60),
  jti: crypto.randomUUID(),
});

/** What a partner's program proves itself with, its key filed once. */
export function clientProofs(target: Target) {
  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | undefined;
  const token = (parameters: Record<string, string>) =>
    fetch(`${target().url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
    });
  const partnerToken = async (): Promise<string> =>
    (
      (await (await token({ client_id: CLIENT.clientId, client_secret: CLIENT.secret })).json()) as {
        access_token: string;
      }
    ).access_token;
  const prove = async (proof: string) =>
    toldBy(
      await token({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: proof,
      }),
    );
  async function assertion(audience: string): Promise<string> {
    if (!key) {
      const pair = await generateKeyPair('EdDSA', { extractable: true });
      const { data } = await new Gateway(target().url).post(
        await partnerToken(),
        'mutation($input: AddClientKeyInput!) { addClientKey(input: $input) { __typename } }',
        { input: { clientId: CLIENT.clientId, jwk: JSON.stringify(await exportJWK(pair.publicKey)) } },
      );
      expect(data!['addClientKey'].__typename).toBe('ClientKey');
      key = pair.privateKey;
    }
    return new SignJWT(claims(audience)).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
  }
  return { assertion, claims, partnerToken, prove };
}
