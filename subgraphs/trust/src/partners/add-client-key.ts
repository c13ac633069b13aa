import { calculateJwkThumbprint, importJWK } from 'jose';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { YES } from '@heitu/kit/data/entities';
import { z } from '@heitu/kit/rules/validate';
import { asItIs } from '@heitu/kit/rules/mutation';
import { toJson } from '@heitu/kit/rules/typed-json';
import { jsonOf } from '@heitu/kit/rules/checked';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { clientFor } from './own-client.ts';
import { ClientKey } from './partner.entity.ts';
import { ALGORITHMS_OF_KEY, keyKind, KEYS_MAX, publicJwk, RSA_BITS_MIN, type PublicJwk } from './partner.policy.ts';
import { ClientKeyView } from './partner.view.ts';
import { adminOrProgram, inContract } from './for-programs.ts';
import { clientId } from '../input-fields.ts';

const givenJwk = publicJwk.extend({ alg: z.string().optional() }).loose();
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** The public members of a usable key; null for a private, weak, unknown or broken one. */
async function readPublicKey(text: string): Promise<PublicJwk | null> {
  try {
    const jwk = jsonOf(givenJwk, text);
    const algorithms = ALGORITHMS_OF_KEY[keyKind(jwk)];
    // It says what it can be used for, or nothing.
    if (
      !algorithms ||
      (jwk.alg !== undefined && !algorithms.includes(jwk.alg)) ||
      PRIVATE_MEMBERS.some((member) => member in jwk)
    )
      return null;
    if (jwk.kty === 'RSA' && Buffer.from(jwk.n ?? '', 'base64url').length * 8 < RSA_BITS_MIN) return null;
    const kept = publicJwk.parse(jwk);
    await importJWK(kept, algorithms[0]);
    return kept;
  } catch {
    return null;
  }
}

/** A public key for `private_key_jwt`; the one it replaces stays good until it is ended. */
export const addClientKey = mutation({
  name: 'addClientKey',
  description: 'Two are good at once, so that one replaces the other without a gap.',
  may: adminOrProgram,
  input: z.object({
    clientId: clientId(),
    jwk: z.string().min(1).max(4000).describe('The public key as a JWK in JSON: Ed25519, P-256 or RSA.'),
  }),
  refusals: {
    NOT_FOUND,
    KEY_UNFIT: {
      message: `公钥要用JWK格式：Ed25519、P-256，或不少于${RSA_BITS_MIN}位的RSA（alg不写，或写成这种钥匙能用的），且不能含私钥`,
      clause: '11.5.dd',
    },
    KEY_KNOWN: { message: '这个公钥已经登记过，请换一个新的' },
    TOO_MANY_KEYS: { message: `同时有效的公钥最多${KEYS_MAX}个，请先停用旧的`, clause: '11.5.dd' },
  },
  shows: asItIs(ClientKeyView),
  directives: inContract(PROGRAM_SCOPE),
  async run(context, input, refuse) {
    const clientId = clientFor(context, input.clientId);
    const jwk = await readPublicKey(input.jwk);
    if (!jwk) return refuse('KEY_UNFIT');
    const thumbprint = await calculateJwkThumbprint(jwk);
    return context.transaction(async (tx) => {
      // Locks the client's row: of two keys added at once, the second counts the first.
      await tx.rows
        .updateTable('ApiClient')
        .set((eb) => ({ name: eb.ref('name') }))
        .where('id', '=', clientId ?? '')
        .execute();
      const client =
        clientId &&
        (await tx.rows
          .selectFrom('ApiClient')
          .select('id')
          .where('id', '=', clientId)
          .where('active', '=', YES)
          .executeTakeFirst());
      if (!client) return refuse('NOT_FOUND');
      const known = await tx.rows
        .selectFrom('ClientKey')
        .select(['thumbprint', 'endedAtMs'])
        .where('clientId', '=', clientId)
        .execute();
      if (known.some((key) => key.thumbprint === thumbprint)) return refuse('KEY_KNOWN');
      if (known.filter(({ endedAtMs }) => endedAtMs === null).length >= KEYS_MAX) return refuse('TOO_MANY_KEYS');
      const row = {
        id: context.newId(),
        clientId,
        jwk: toJson(jwk),
        thumbprint,
        addedAtMs: context.clock.now(),
        endedAtMs: null,
      };
      await tx.em.insert(ClientKey, row);
      tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
      return ok({ id: row.id, thumbprint, addedAtMs: row.addedAtMs });
    });
  },
});
