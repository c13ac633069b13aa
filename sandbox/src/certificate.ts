import { createPublicKey, sign, type KeyObject } from 'node:crypto';

/**
 * node:crypto reads X.509 certificates but makes none, and the platform-certificate trust mode needs a real one: RFC
 * 5280 in DER, self-signed.
 */
const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const EXPLICIT_0 = 0xa0;
const NULL = Buffer.from([0x05, 0x00]);
/**
 * OBJECT IDENTIFIERs, encoded: sha256WithRSAEncryption 1.2.840.113549.1.1.11, commonName 2.5.4.3, organizationName
 * 2.5.4.10.
 */
const SHA256_RSA = Buffer.from('06092a864886f70d01010b', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ORGANIZATION = Buffer.from('060355040a', 'hex');

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(
    content.length.toString(16).padStart(content.length > 0xffff ? 6 : content.length > 0xff ? 4 : 2, '0'),
    'hex',
  );
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}

const bitString = (bytes: Buffer): Buffer => der(BIT_STRING, Buffer.from([0]), bytes);
const attribute = (type: Buffer, text: string): Buffer =>
  der(SET, der(SEQUENCE, type, der(UTF8_STRING, Buffer.from(text))));
// RFC 5280 asks for UTCTime before 2050; every reader takes GeneralizedTime too, and it needs no century rule.
const time = (date: Date): Buffer =>
  der(GENERALIZED_TIME, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`));

/** PEM; `serial` is 40 hex digits whose first is below 8, since an INTEGER is signed. */
export function selfSignedCertificate(input: {
  privateKey: KeyObject;
  serial: string;
  organization: string;
  commonName: string;
  validFrom: Date;
  validTo: Date;
}): string {
  const algorithm = der(SEQUENCE, SHA256_RSA, NULL);
  const name = der(SEQUENCE, attribute(ORGANIZATION, input.organization), attribute(COMMON_NAME, input.commonName));
  const body = der(
    SEQUENCE,
    der(EXPLICIT_0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from(input.serial, 'hex')),
    algorithm,
    name,
    der(SEQUENCE, time(input.validFrom), time(input.validTo)),
    name,
    createPublicKey(input.privateKey).export({ type: 'spki', format: 'der' }),
  );
  const certificate = der(SEQUENCE, body, algorithm, bitString(sign('sha256', body, input.privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replaceAll(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
