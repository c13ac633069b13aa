import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesOf } from './base64';

/**
 * The history of a lot, computed anew on this phone: each event against its commitment, each link of the chain, and the seal that the platform signed.
 * Nothing here takes the platform's word for it. (How the chain is made: subgraphs/catalog/src/trace/chain.ts.)
 */

hashes.sha512 = sha512;

export interface Proof {
  lotId: string;
  events: readonly { sequence: number; commitment: string; shown: string | null; shownSalt: string | null; hidden: string | null }[];
  seal: { length: number; headHash: string; proof: readonly string[]; text: string; signature: string; publicKey: string } | null;
}
/** What everybody may see of an event, as it was committed to. */
export interface ShownEvent {
  lotCode: string;
  sequence: number;
  title: string;
  atMs: number;
  place: string | null;
  note: string | null;
  temperatureCelsius: number | null;
  inputs: readonly { name: string; amount: string | null; usedOn: string | null; source: string | null }[];
  correctsSequence: number | null;
  source: string;
}
export interface Fault {
  /** 0: the history as a whole. */
  sequence: number;
  text: string;
}
export interface Verdict {
  faults: Fault[];
  /** Of those events that are as they were written. */
  events: Map<number, ShownEvent>;
  /** How many events the signature covers, and since when. */
  sealed: { length: number; atMs: number; keyId: string } | null;
}

/** WeChat has no TextEncoder. */
const utf8ToBytes = (text: string): Uint8Array => {
  const escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Uint8Array.from(escaped, (letter) => letter.charCodeAt(0));
};
const sha = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

const KEY_BYTES = 32;
/** The last 32 bytes of an SPKI are the Ed25519 key itself. */
const keyOf = (pem: string): Uint8Array => bytesOf(pem.replace(/-----[^-]+-----/g, '')).slice(-KEY_BYTES);

const rootFrom = (leaf: string, way: readonly string[]): string =>
  way.reduce((hash, step) => {
    const [side, other] = step.split(':');
    return sha(side === 'right' ? `node:${hash}:${other}` : `node:${other}:${hash}`);
  }, leaf);

const isSigned = (text: string, signature: string, publicKey: string): boolean => {
  try {
    return verify(bytesOf(signature), utf8ToBytes(text), keyOf(publicKey));
  } catch {
    return false;
  }
};

function readShown(text: string): ShownEvent | null {
  try {
    return JSON.parse(text) as ShownEvent;
  } catch {
    return null;
  }
}

const KEY_ID_LETTERS = 16;

/** `knownKey`: the platform's key with this id as the phone saw it before, if it did. */
export function verifyTrace(code: string, proof: Proof, knownKey: (keyId: string) => string | null): Verdict {
  const faults: Fault[] = [];
  const events = new Map<number, ShownEvent>();
  const links: string[] = [];
  let link = sha(`heitu-trace-1:${proof.lotId}`);
  for (const [i, event] of proof.events.entries()) {
    if (event.sequence !== i + 1) {
      faults.push({ sequence: i + 1, text: '这一条不见了' });
      break;
    }
    if (event.shown !== null) {
      const shown = readShown(event.shown);
      const isWhole = sha(sha(event.shown + event.shownSalt) + event.hidden) === event.commitment;
      if (!isWhole || !shown || shown.sequence !== event.sequence) faults.push({ sequence: event.sequence, text: '内容被改动过' });
      else if (shown.lotCode !== code) faults.push({ sequence: event.sequence, text: '这一条是别的批次的' });
      else events.set(event.sequence, shown);
    }
    link = sha(link + event.commitment);
    links.push(link);
  }
  const { seal } = proof;
  if (!seal) return { faults, events, sealed: null };
  let signed: { root?: string; keyId?: string; atMs?: number } = {};
  try {
    signed = JSON.parse(seal.text) as typeof signed;
  } catch {
    // Then nothing in it can be true.
  }
  const keyId = signed.keyId ?? '';
  const isOurKey = sha(seal.publicKey).slice(0, KEY_ID_LETTERS) === keyId && (knownKey(keyId) ?? seal.publicKey) === seal.publicKey;
  const isUnderRoot = rootFrom(sha(`leaf:${proof.lotId}:${seal.length}:${seal.headHash}`), seal.proof) === signed.root;
  if (!isOurKey || !isUnderRoot || !isSigned(seal.text, seal.signature, seal.publicKey)) faults.push({ sequence: 0, text: '签名对不上，整份记录可能被重写过' });
  else if (links[seal.length - 1] !== seal.headHash && faults.length === 0) faults.push({ sequence: 0, text: '和已签名的记录不一致，可能被重写过' });
  return { faults, events, sealed: { length: seal.length, atMs: signed.atMs ?? 0, keyId } };
}
