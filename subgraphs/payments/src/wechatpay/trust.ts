import { constants, createPublicKey, publicEncrypt, X509Certificate, type KeyObject } from 'node:crypto';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { decryptResource, encryptedResource } from './resource.ts';
import { judgeSignature, type FindKey } from './signature.ts';
import type { RawAnswer } from './transport.ts';

/**
 * Whom to believe. New merchants get a WeChat Pay public key with an id; older ones fetch platform certificates, which
 * rotate: a new one appears beside the old some days before it is used.
 */
export type TrustConfig = { mode: 'public-key'; id: string; pem: string } | { mode: 'platform-certificate' };

/** Certificates are fetched again after this, as the provider asks (at least every 12 hours). */
const CERTIFICATES_AGE_MS_MAX = 12 * 60 * 60 * 1000;
/** Unknown serials may be forged; they cause at most one fetch in this time. */
const REFRESH_EVERY_MS_MIN = 60 * 1000;

export function publicKeyTrust(id: string, pem: string): FindKey {
  const key = createPublicKey(pem);
  return (serial) => (serial === id ? key : null);
}

interface PlatformCertificate {
  key: KeyObject;
  validFrom: Date;
  validTo: Date;
}

export interface CertificateTrustConfig {
  apiV3Key: string;
  now: () => Date;
  /** GET /v3/certificates, signed by us, not judged; null when no answer came. */
  fetchCertificates: () => Promise<RawAnswer | null>;
}

/** The newest valid key of the provider, and the serial by which it knows what was encrypted for it. */
export interface SealingKey {
  serial: string;
  key: KeyObject;
}

export function certificateTrust(
  config: CertificateTrustConfig,
): FindKey & { newest: () => Promise<SealingKey | null> } {
  let certificates = new Map<string, PlatformCertificate>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    triedAt = config.now().getTime();
    const answer = await config.fetchCertificates();
    const found = answer && (await readCertificates(answer, config));
    if (!found) return;
    certificates = found;
    fetchedAt = triedAt;
  }

  async function look(isThere: () => boolean): Promise<Date> {
    const now = config.now();
    const old = now.getTime() - fetchedAt >= CERTIFICATES_AGE_MS_MAX;
    if ((old || !isThere()) && now.getTime() - triedAt >= REFRESH_EVERY_MS_MIN)
      underWay ??= refresh().finally(() => (underWay = null));
    if (underWay) await underWay;
    return now;
  }
  const isValid = ({ validFrom, validTo }: PlatformCertificate, now: Date) => validFrom <= now && now < validTo;

  const findKey: FindKey = async (serial) => {
    const now = await look(() => certificates.has(serial));
    const certificate = certificates.get(serial);
    return certificate && isValid(certificate, now) ? certificate.key : null;
  };
  const newest = async (): Promise<SealingKey | null> => {
    const now = await look(() => certificates.size > 0);
    const [found] = [...certificates]
      .filter(([, certificate]) => isValid(certificate, now))
      .toSorted(([, a], [, b]) => b.validFrom.getTime() - a.validFrom.getTime());
    return found ? { serial: found[0], key: found[1].key } : null;
  };
  return Object.assign(findKey, { newest });
}

const certificatesBody = z.object({
  data: z.array(
    z.object({
      serial_no: z.string(),
      effective_time: z.string(),
      expire_time: z.string(),
      encrypt_certificate: encryptedResource,
    }),
  ),
});

/**
 * The list is signed by a certificate that may be in the list itself: each is decrypted first, which only the holder of
 * our API v3 key can have written, then the whole answer must verify under one of them. Null when any of it fails.
 */
async function readCertificates(
  answer: RawAnswer,
  config: CertificateTrustConfig,
): Promise<Map<string, PlatformCertificate> | null> {
  if (answer.status !== 200) return null;
  const found = new Map<string, PlatformCertificate>();
  try {
    const body = jsonOf(certificatesBody, answer.body.toString('utf8'));
    for (const entry of body.data) {
      const pem = decryptResource(entry.encrypt_certificate, config.apiV3Key);
      if (pem === null) return null;
      found.set(entry.serial_no, {
        key: new X509Certificate(pem).publicKey,
        validFrom: new Date(entry.effective_time),
        validTo: new Date(entry.expire_time),
      });
    }
  } catch {
    return null;
  }
  const verdict = await judgeSignature(
    answer.headers,
    answer.body,
    config.now(),
    (serial) => found.get(serial)?.key ?? null,
  );
  return verdict === 'valid' ? found : null;
}

/** RSA-OAEP with SHA-1, as the provider asks for names and card numbers. */
export const sealFor = (key: KeyObject, text: string): string =>
  publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(text)).toString(
    'base64',
  );
