import { networkOf } from '../serving/network.ts';
import { chinaDate } from '../rules/calendar.ts';
import { DAY_MS } from '../rules/clock.ts';
import type { Context } from '../data/context.ts';
import { UploadTally } from '../data/entities.ts';
import { changeOrMake, isChanged } from '../data/only-one.ts';
import { ok, refuse, type Outcome, type Refused } from '../rules/outcome.ts';
import { isPicture, PICTURE_TYPES, rewritePicture, type RewrittenPicture } from './pictures.ts';

const MEGABYTE = 1024 * 1024;
export const UPLOAD_BYTES_MAX = 5 * MEGABYTE;
/** 5,000 by 5,000: more than a phone's camera gives at its usual setting. */
export const PICTURE_PIXELS_MAX = 25_000_000;
/** What one account may send in a day to one subgraph, whatever becomes of it. */
export const DAY_BYTES_MAX = 200 * MEGABYTE;
/** Of those who are not signed in, by network. */
const STRANGERS_DAY_BYTES_MAX = 40 * MEGABYTE;
/** What lies here of one account that nothing refers to: the pictures of a form that is being filled in, twice over. */
export const UNUSED_BYTES_MAX = 60 * MEGABYTE;
/** What nothing refers to for so long is deleted. */
export const UNUSED_KEPT_MS = DAY_MS;

export const PDF = 'application/pdf';
export const PICTURES: readonly string[] = PICTURE_TYPES;
export const PICTURES_AND_PDF: readonly string[] = [...PICTURE_TYPES, PDF];

/** What may be uploaded for a purpose, and by whom. */
export interface FilePurpose {
  /** Chinese, as refusals call it. */
  title: string;
  may(context: Context): boolean | Promise<boolean>;
  /** Also by who is not signed in. */
  byStrangers?: true;
  mediaTypes: readonly string[];
  bytesMax: number;
  /** Width times height; nothing that is no picture has any. */
  pixelsMax: number;
  /** Shown to everybody once the thing it belongs to is. */
  isPublic: boolean;
}
export type FilePurposes = Readonly<Record<string, FilePurpose>>;

export const uploadRefusals = {
  PURPOSE_UNKNOWN: { message: '请说明文件的用途' },
  PURPOSE_NOT_YOURS: { message: '您不能上传这类文件' },
  FILE_EMPTY: { message: '文件是空的，请重新选择' },
  FILE_TOO_LARGE: { message: '文件太大，请压缩后再传' },
  FILE_TYPE_REFUSED: { message: '不支持这种文件，请换一种' },
  PICTURE_BROKEN: { message: '图片打不开，请重新拍一张或另选一张' },
  PICTURE_TOO_LARGE: { message: '图片太大，请缩小后再传' },
  PICTURE_ANIMATED: { message: '不支持会动的图片，请换一张' },
  UPLOADS_BUSY: { message: '正在上传的人太多，请过一会儿再传' },
  DAY_FULL: { message: '您今天上传的文件太多了，请明天再传' },
  UNUSED_FULL: { message: '您传上来还没有用上的文件太多了，请先用上它们，或一天以后再传' },
} as const;
export type UploadCode = keyof typeof uploadRefusals;

/** Recognised by their first bytes; the name or header a client sends is not believed. */
const SIGNATURES: readonly { mediaType: string; startsWith: (bytes: Buffer) => boolean }[] = [
  { mediaType: 'image/jpeg', startsWith: (bytes) => bytes.toString('hex', 0, 3) === 'ffd8ff' },
  { mediaType: 'image/png', startsWith: (bytes) => bytes.toString('hex', 0, 8) === '89504e470d0a1a0a' },
  {
    mediaType: 'image/webp',
    startsWith: (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
  { mediaType: PDF, startsWith: (bytes) => bytes.toString('latin1', 0, 5) === '%PDF-' },
];
const TYPE_TITLES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'image/webp': 'WEBP',
  [PDF]: 'PDF',
};

const say = (code: UploadCode, message: string): Refused<UploadCode> => ({ ...refuse(uploadRefusals, code), message });

/** What can be told of the bytes without opening them. */
function typeOf(bytes: Buffer, purpose: FilePurpose): Outcome<string, UploadCode> {
  if (bytes.length === 0) return refuse(uploadRefusals, 'FILE_EMPTY');
  const { title, bytesMax, mediaTypes } = purpose;
  if (bytes.length > bytesMax) return say('FILE_TOO_LARGE', `${title}太大，请压缩到${bytesMax / MEGABYTE}兆以内`);
  const mediaType = SIGNATURES.find(({ startsWith }) => startsWith(bytes))?.mediaType;
  if (mediaType && mediaTypes.includes(mediaType)) return ok(mediaType);
  return say('FILE_TYPE_REFUSED', `${title}只支持${mediaTypes.map((type) => TYPE_TITLES[type]).join('、')}`);
}

const WHY: Readonly<Record<Extract<RewrittenPicture, { ok: false }>['why'], UploadCode>> = {
  broken: 'PICTURE_BROKEN',
  'too-many-pixels': 'PICTURE_TOO_LARGE',
  animated: 'PICTURE_ANIMATED',
  busy: 'UPLOADS_BUSY',
};
const MYRIAD = 10_000;
/** The bytes to be kept: of a picture those we wrote. */
async function bytesToKeep(
  bytes: Buffer,
  mediaType: string,
  { title, pixelsMax }: FilePurpose,
): Promise<Outcome<Buffer, UploadCode>> {
  if (!isPicture(mediaType)) return ok(bytes);
  const rewritten = await rewritePicture(bytes, mediaType, pixelsMax);
  if (rewritten.ok) return ok(rewritten.bytes);
  const code = WHY[rewritten.why];
  if (code === 'PICTURE_TOO_LARGE') return say(code, `${title}太大，请缩小到${pixelsMax / MYRIAD}万像素以内`);
  return refuse(uploadRefusals, code);
}

/** As whose a file is counted and kept: an account's; of who is not signed in, their network's. */
export const uploaderOf = ({ actor, vault }: Pick<Context, 'actor' | 'vault'>): string =>
  actor.kind === 'anonymous' ? vault.blindIndex('uploader', networkOf(actor.from)) : actor.id;

/**
 * Counts what somebody sends before it is opened; false where the day's share is used up. One statement decides,
 * however many come at once.
 */
async function countIn(context: Context, bytes: number): Promise<boolean> {
  const { actor, clock, rows, em } = context;
  const ownerId = uploaderOf(context);
  const dayMax = actor.kind === 'anonymous' ? STRANGERS_DAY_BYTES_MAX : DAY_BYTES_MAX;
  const day = chinaDate(clock.now());
  const counted = () =>
    isChanged(
      rows
        .updateTable('UploadTally')
        // The bytes first: the server sees each assignment in the next.
        .set((eb) => ({
          dayBytes: eb
            .case()
            .when('day', '=', day)
            .then(eb('dayBytes', '+', bytes))
            .else(bytes)
            .end(),
          day,
        }))
        .where('ownerId', '=', ownerId)
        .where((eb) => eb.or([eb('day', '!=', day), eb('dayBytes', '<=', dayMax - bytes)])),
    );
  return changeOrMake(counted, () =>
    em.upsert(UploadTally, { ownerId, day, dayBytes: 0 }, { onConflictAction: 'ignore' }),
  );
}

/** Locks the account's tally, so that of several uploads each counts those before it. */
async function unusedBytesOf(context: Context, ownerId: string): Promise<number> {
  await context.rows.updateTable('UploadTally').set({ ownerId }).where('ownerId', '=', ownerId).execute();
  const { bytes } = await context.rows
    .selectFrom('StoredFile')
    .select(({ fn }) => fn.sum<string | number | null>('sizeBytes').as('bytes'))
    .where('ownerId', '=', ownerId)
    .where('unusedSinceMs', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(bytes ?? 0);
}

/**
 * Takes in what somebody uploads: judged, counted, of a picture nothing but its pixels, and kept until something refers
 * to it.
 */
export async function takeUpload(
  context: Context,
  purposes: FilePurposes,
  purpose: string,
  body: Buffer,
): Promise<Outcome<{ id: string }, UploadCode | 'REQUEST_ID_REUSED'>> {
  const rules = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  if (!rules) return refuse(uploadRefusals, 'PURPOSE_UNKNOWN');
  if (!(await rules.may(context))) return say('PURPOSE_NOT_YOURS', `您没有上传${rules.title}的权限`);
  const typed = typeOf(body, rules);
  if (!typed.ok) return typed;
  if (!(await countIn(context, body.length))) return refuse(uploadRefusals, 'DAY_FULL');
  const kept = await bytesToKeep(body, typed.value, rules);
  if (!kept.ok) return kept;
  const ownerId = uploaderOf(context);
  const file = {
    id: context.newId(),
    ownerId,
    purpose,
    isPublic: rules.isPublic,
    atMs: context.clock.now(),
    mediaType: typed.value,
    bytes: kept.value,
  };
  const registered = await context.transaction(async (tx) => {
    if ((await unusedBytesOf(context, ownerId)) + file.bytes.length > UNUSED_BYTES_MAX)
      return refuse(uploadRefusals, 'UNUSED_FULL');
    await context.files.register(tx.em, file);
    tx.audit({ type: 'file', id: file.id });
    return ok({ id: file.id });
  });
  if (registered.ok) await context.files.write(file);
  return registered;
}
