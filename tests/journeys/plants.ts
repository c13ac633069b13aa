import { createHash } from 'node:crypto';
import { fictionalResidentId } from '@heitu/sandbox/county';

const digest = (run: string, whose: string): Buffer => createHash('sha256').update(`${run}\0${whose}`).digest();
const numberOf = (run: string, whose: string, below: number): number => digest(run, whose).readUIntBE(0, 6) % below;
/** Characters that names and places of the county do not use, so that what is found is what was planted. */
const characters = (run: string, whose: string, count: number): string =>
  Array.from({ length: count }, (_, i) =>
    String.fromCodePoint(0x8c00 + (digest(run, whose).readUInt16BE(i * 2) % 0x7ff)),
  ).join('');

export type PlantKind = 'name' | 'phone' | 'address' | 'idNumber' | 'signature' | 'photo';
/** A value of each kind of personal data that the platform accepts, and that no other run and nobody else has. */
export const PLANTS: Readonly<Record<PlantKind, (run: string, whose: string) => string>> = {
  name: (run, whose) => `欧阳${characters(run, whose, 3)}`,
  phone: (run, whose) => `199${String(numberOf(run, whose, 100_000_000)).padStart(8, '0')}`,
  address: (run, whose) => `五常市${characters(run, whose, 4)}街${numberOf(run, whose, 900) + 1}号`,
  /** Born anywhere in the province: of the days of one county alone two in a whole run met, once in fifty runs. */
  idNumber(run, whose) {
    const day = new Date(Date.UTC(1950, 0, 1) + numberOf(run, whose, 15_000) * 86_400_000).toISOString().slice(0, 10);
    const county = String(numberOf(run, `${whose} of`, 10_000)).padStart(4, '0');
    return fictionalResidentId(`23${county}`, day);
  },
  /** What a finger drew, as the mini-program sends it. */
  signature: (run, whose) =>
    `data:image/png;base64,${Buffer.concat([digest(run, `${whose} drawn`), digest(run, `${whose} drawn again`)]).toString('base64')}`,
  /** The text inside a scan's bytes. */
  photo: (run, whose) => `photo-${digest(run, `${whose} photo`).toString('hex')}`,
};
/** A scan as PDF with the planted text in it: of a picture nothing but its pixels is kept. */
export const scanBytes = (planted: string): Buffer => Buffer.from(`%PDF-1.7\n${planted}\n%%EOF`);
/** What a phone takes: a JPEG of 8 by 6 pixels. */
export const PHOTO = Buffer.from(
  '/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8' +
    'fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAA' +
    'AAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCoCYF//9k=',
  'base64',
);
