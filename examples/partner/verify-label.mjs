// @ts-check
/**
 * Verifies the code on a bag with the published keys and nothing else. Needs Node 20. `node
 * examples/partner/verify-label.mjs <address in the code>`, with HEITU_URL in the environment.
 */
import { createPublicKey, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';

/** @typedef {{ kid: string; heitu: { publicKeyPem: string; fromMs: number | null; untilMs: number | null } }} Key */

/**
 * Each five digits are two bytes, three at the end are one.
 *
 * @param {string} digits
 */
const bytesOf = (digits) =>
  Buffer.from(
    (digits.match(/\d{1,5}/g) ?? []).flatMap((part) =>
      part.length === 5 ? [Number(part) >> 8, Number(part) & 0xff] : [Number(part)],
    ),
  );

/**
 * What the platform signed; null where it did not, or by a key that was not in use then.
 *
 * @param {string} address
 * @param {readonly Key[]} keys Of GET /edges/catalog/trace-keys; whoever has kept one goes on from that by the
 *   hand-overs.
 */
export function verifyLabel(address, keys) {
  const { pathname, searchParams } = new URL(address);
  const all = bytesOf(searchParams.get('s') ?? '');
  if (all.length < 35 + 64 || all[0] !== 1) return null;
  const [said, signature] = [all.subarray(0, -64), all.subarray(-64)];
  const signed = Buffer.concat([Buffer.from(`heitu-label-1:${pathname}:`), said]);
  const signedAtMs = said.readUInt32BE(5) * 1000;
  const key = keys.find(
    ({ kid, heitu: { publicKeyPem } }) =>
      kid.startsWith(said.toString('hex', 1, 5)) && verify(null, signed, createPublicKey(publicKeyPem), signature),
  );
  const { fromMs = null, untilMs = null } = key?.heitu ?? {};
  if (!key || (fromMs !== null && signedAtMs + 1000 <= fromMs) || (untilMs !== null && signedAtMs > untilMs))
    return null;
  const day = (/** @type {number} */ at) => {
    const days = said.readUInt16BE(at);
    return days === 0 ? null : new Date(Date.UTC(2019, 11, 31 + days)).toISOString().slice(0, 10);
  };
  const text = (/** @type {number} */ at) => Buffer.from(said.subarray(at + 1, at + 1 + 2 * said.readUInt8(at)));
  const growerAt = 34 + 2 * said.readUInt8(33);
  return {
    signedAtMs,
    producedOn: day(9),
    expiresOn: day(11),
    claims: said.readUInt16BE(13),
    events: said.readUInt16BE(15),
    head: said.toString('hex', 17, 33),
    goods: text(33).swap16().toString('utf16le'),
    grower: text(growerAt).swap16().toString('utf16le'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const answer = await fetch(`${process.env['HEITU_URL']}/edges/catalog/trace-keys`);
  const { keys } = /** @type {{ keys: Key[] }} */ (await answer.json());
  console.log(verifyLabel(process.argv[2] ?? '', keys) ?? 'not signed by this platform');
}
