import Taro from '@tarojs/taro';
import { base64Of } from './base64';
import { readPhoto } from './photos';
import { isWechat, sendBytes, urlOf } from './platform';
import { Problem } from './problem';
import { endSession, offerSignIn, signIn, tokenOf } from './session';

const UNAUTHORIZED = 401;

/** Sends a photo to the room that keeps it; answers the file's id, for the input of a mutation. */
export async function uploadPhoto(edge: string, purpose: string, path: string): Promise<string> {
  const bytes = await readPhoto(path);
  const sent = tokenOf();
  const send = () =>
    sendBytes(`/edges/${edge}/files?purpose=${purpose}`, bytes, tokenOf()).catch(() => {
      throw new Problem('offline');
    });
  let answer = await send();
  // The session has ended, or there never was one: WeChat signs in without a tap, as it does for every question.
  if (answer.status === UNAUTHORIZED && sent) endSession(sent);
  if (answer.status === UNAUTHORIZED && (await (isWechat ? signIn() : offerSignIn()))) answer = await send();
  const { status, body } = answer;
  const { id, message } = body as { id?: string; message?: string };
  if (id) return id;
  if (status === UNAUTHORIZED) throw new Problem('unauthenticated');
  throw new Problem(
    status === 429 ? 'tooMany' : status < 500 ? 'refused' : 'failed',
    message ? { refusal: { message } } : {},
  );
}

/** A draft names photos by their own bytes in a browser: as a key their end is enough. */
const keyOf = (photo: string): string => photo.slice(-60);
/** Those of a form, each sent once however often the form is: `sent` is kept with the draft. Answers their ids. */
export async function uploadPhotos(
  edge: string,
  purpose: string,
  form: { photos: readonly string[]; sent: Readonly<Record<string, string>> },
  note: (change: { sent: Record<string, string> }) => void,
): Promise<string[]> {
  const sent = { ...form.sent };
  const ids: string[] = [];
  for (const photo of form.photos) {
    const id = sent[keyOf(photo)] ?? (await uploadPhoto(edge, purpose, photo));
    sent[keyOf(photo)] = id;
    note({ sent: { ...sent } });
    ids.push(id);
  }
  return ids;
}

const HEADER = 'content-type';
/** A picture that not everybody may see, as a source for Image. */
export async function privatePicture(edge: string, id: string): Promise<string> {
  const token = tokenOf();
  const { statusCode, data, header } = await Taro.request<ArrayBuffer>({
    url: urlOf(`/edges/${edge}/files/${id}`),
    responseType: 'arraybuffer',
    header: token ? { authorization: `Bearer ${token}` } : {},
  }).catch(() => {
    throw new Problem('offline');
  });
  if (statusCode !== 200) throw new Problem('forbidden', { message: '没有找到，或不属于您' });
  const type =
    Object.entries(header as Record<string, string>).find(([name]) => name.toLowerCase() === HEADER)?.[1] ??
    'image/jpeg';
  return `data:${type};base64,${base64Of(data)}`;
}
