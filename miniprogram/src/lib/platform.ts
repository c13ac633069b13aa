import Taro from '@tarojs/taro';
import type { Place } from './place';
import { forget, keep, kept, keptKeys } from './storage';
import { soundTone, type Sounding } from './tone';

/**
 * What WeChat does here and a browser does otherwise: platform.h5.ts has the same names. Nothing else may ask where it
 * runs.
 */
export const isWechat = true;

/** WeChat shows it itself. */
export const titleOf = (_path: string): string => '';

/** WeChat reads nothing aloud without a plug-in. */
export const speech = {
  isPossible: (): boolean => false,
  watch:
    (_told: () => void): (() => void) =>
    () =>
      undefined,
  say: (_text: string): void => undefined,
};

let audio: Sounding | null = null;
const allowSound = (): void => void (audio ??= wx.createWebAudioContext?.() ?? null);
/** A short tone, which WeChat lets a page sound without a tap. */
export const chime = {
  isPossible: (): boolean => wx.createWebAudioContext !== undefined,
  allow: allowSound,
  allowAtNextTap: allowSound,
  ring: (): void => void (audio && soundTone(audio)),
};

export const urlOf = (path: string): string => `${HEITU_API}${path}`;

/** A browser's page asks before its scripts are there. */
export const askedAlready = (_body: string, _token: string | null): Promise<{ status: number; body: unknown }> | null =>
  null;
export const answeredAlready = (_body: string, _token: string | null): { status: number; body: unknown } | null => null;

/**
 * The code that WeChat gives for whoever holds the phone; null where there is none. A browser leaves the page instead
 * and comes back with one.
 */
export async function askSignInCode(): Promise<string | null> {
  const { code } = await Taro.login();
  return code || null;
}

/** With what the page was opened: a browser may bring a code, or a demo person to sign in. */
export const arrival = (): { code: string | null; persona: string | null } => ({ code: null, persona: null });
export const forgetArrival = (): void => undefined;
export const signInAsPersona = async (_persona: string): Promise<void> => undefined;

export interface PaymentParameters {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}
export type PaymentEnd = 'paid' | 'cancelled' | 'left';

/** WeChat's own till. `left`: the page is left for a till elsewhere, which comes back to `returnTo`. */
export async function pay(parameters: PaymentParameters, _returnTo: string): Promise<PaymentEnd> {
  try {
    await Taro.requestPayment(parameters);
    return 'paid';
  } catch (error) {
    if (isCancel(error)) return 'cancelled';
    throw error;
  }
}

/** WeChat's dialogue in which somebody takes what is transferred to them; its end says nothing of the money. */
export async function collect(
  { merchant, packageInfo }: { merchant: string; packageInfo: string },
  _returnTo: string,
): Promise<void> {
  const { appId } = Taro.getAccountInfoSync().miniProgram;
  const { requestMerchantTransfer } = wx;
  if (!requestMerchantTransfer) throw new Error('this WeChat is too old to take a transfer');
  await new Promise<void>((done) =>
    requestMerchantTransfer({ mchId: merchant, appId, package: packageInfo, complete: () => done() }),
  );
}
/** Taro has no names for these yet; WeChat has the first from base library 3.3.0 on. */
declare const wx: {
  requestMerchantTransfer?: (of: { mchId: string; appId: string; package: string; complete: () => void }) => void;
  /** From 2.19.0 on. */
  createWebAudioContext?: () => Sounding;
};

/** WeChat's map, which hands on to the one on the phone; a place without a point is pasted there by whoever drives. */
export function showOnMap({ name, address, point }: Place): void {
  const copy = () =>
    void Taro.setClipboardData({
      data: address,
      success: () => void Taro.showToast({ title: '地址复制好了，打开地图粘贴', icon: 'none' }),
    });
  if (!point) return copy();
  void Taro.openLocation({ ...point, name, address, scale: 15, fail: copy });
}

export type Scanned =
  | { kind: 'text'; text: string }
  | { kind: 'cancelled' }
  | { kind: 'denied' }
  | { kind: 'unreadable' };

/** The camera reads a code; WeChat needs no name of what it looks for. */
export async function scan(_name: string): Promise<Scanned> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode', 'barCode', 'datamatrix'] });
    return result ? { kind: 'text', text: result } : { kind: 'unreadable' };
  } catch (error) {
    if (isCancel(error)) return { kind: 'cancelled' };
    return /auth|permission|denied|deny/i.test(messageOf(error)) ? { kind: 'denied' } : { kind: 'unreadable' };
  }
}

export interface WechatAddress {
  name: string;
  phone: string;
  divisionCode: string;
  detail: string;
}
export type ChosenAddress = { kind: 'address'; address: WechatAddress } | { kind: 'cancelled' | 'denied' | 'failed' };

/** One of the addresses that somebody keeps in WeChat. */
export async function chooseWechatAddress(): Promise<ChosenAddress> {
  try {
    const { userName, telNumber, detailInfo, ...rest } = await Taro.chooseAddress();
    // Taro's types do not name it.
    const { nationalCode = '' } = rest as { nationalCode?: string };
    const address = { name: userName, phone: telNumber, divisionCode: nationalCode, detail: detailInfo };
    return { kind: 'address', address };
  } catch (error) {
    if (isCancel(error)) return { kind: 'cancelled' };
    return { kind: /auth|permission|denied|deny|privacy/i.test(messageOf(error)) ? 'denied' : 'failed' };
  }
}

/** The size of letters that somebody set in WeChat itself; standard is 16 or 17, its care mode 23.8. */
export function systemFontSize(): number {
  try {
    // Taro's types do not name it yet.
    return (Taro.getAppBaseInfo() as { fontSizeSetting?: number }).fontSizeSetting ?? 16;
  } catch {
    return 16;
  }
}

/** What a picture shows, for those who cannot see it; without words it is decoration. */
export const pictureLabel = (label?: string): object => (label ? { 'aria-label': label } : {});

/**
 * WeChat asks at most for three at once, and only at a tap. Answers what was agreed to and what was not; of those that
 * the office has no right to any more it is silent.
 */
const TEMPLATES_MAX = 3;
export const askToBeTold = Object.assign(
  async (templateIds: readonly string[]): Promise<{ accepted: string[]; refused: string[] }> => {
    const tmplIds = [...new Set(templateIds)].slice(0, TEMPLATES_MAX);
    // Who has switched it off for good is not asked, and nothing is said.
    const answer = (await Taro.requestSubscribeMessage({ tmplIds } as Taro.requestSubscribeMessage.Option).catch(
      () => ({}),
    )) as Record<string, string>;
    return {
      accepted: tmplIds.filter((id) => answer[id]?.startsWith('accept')),
      refused: tmplIds.filter((id) => answer[id] === 'reject' || answer[id] === 'ban'),
    };
  },
  { isPossible: true },
);

/** WeChat's tab bar and title cannot be styled from here. */
export const showCare = (_on: boolean): void => undefined;

const messageOf = (error: unknown): string => String((error as { errMsg?: string } | null)?.errMsg ?? error);
const isCancel = (error: unknown): boolean => /cancel/i.test(messageOf(error));

const SCREEN_PIXELS = 844;

/**
 * Tells when what has this id comes near the screen or is left far behind, and how tall it is. A browser needs no
 * telling.
 */
export function watchNear(id: string, tell: (isNear: boolean, heightPixels: number) => void): () => void {
  const page = Taro.getCurrentInstance().page;
  if (!page) return () => undefined;
  const margin = 2 * SCREEN_PIXELS;
  const observer = Taro.createIntersectionObserver(page as object).relativeToViewport({ top: margin, bottom: margin });
  observer.observe(`#${id}`, ({ intersectionRatio = 0, boundingClientRect }) =>
    tell(intersectionRatio > 0, boundingClientRect?.height ?? 0),
  );
  return () => observer.disconnect();
}

/** Raw bytes to an edge of the platform. */
export async function sendBytes(
  path: string,
  bytes: ArrayBuffer,
  token: string | null,
): Promise<{ status: number; body: unknown }> {
  const { statusCode, data } = await Taro.request({
    url: urlOf(path),
    method: 'POST',
    data: bytes,
    header: { 'content-type': 'application/octet-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  return { status: statusCode, body: data };
}

/** What can be drawn on, and how large it stands on the page, in the page's own units. */
export interface DrawingPlace {
  node: {
    width: number;
    height: number;
    getContext(kind: '2d'): CanvasRenderingContext2D;
    createImage?(): HTMLImageElement;
  };
  width: number;
  height: number;
}
export const drawingPlace = (id: string): Promise<DrawingPlace | null> =>
  new Promise((resolve) => {
    const asked = Taro.createSelectorQuery().select(`#${id}`).fields({ node: true, size: true });
    asked.exec((found?: Partial<DrawingPlace>[]) => {
      const { node, width, height } = found?.[0] ?? {};
      resolve(node?.getContext && width && height ? { node, width, height } : null);
    });
  });

/** A picture that can be drawn there; null where it cannot be had. */
export const pictureFor = (node: DrawingPlace['node'], source: string): Promise<HTMLImageElement | null> =>
  new Promise((resolve) => {
    const image = node.createImage?.();
    if (!image) return resolve(null);
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = source;
  });
/** What was drawn, as a picture that can be kept and sent: WeChat's own viewer does both. */
export async function keepDrawing(id: string, _name: string): Promise<void> {
  const place = await drawingPlace(id);
  if (!place) return;
  // Taro's types know no canvas but its own.
  const { tempFilePath }: { tempFilePath: string } = await Reflect.apply(Taro.canvasToTempFilePath, Taro, [
    { canvas: place.node },
  ]);
  await Taro.previewImage({ urls: [tempFilePath] });
}
/** WeChat's pages have no address that one could send. */
export const linkTo = (_page: string): string => '';

const VISIT = 'visit.';
/**
 * What somebody leaves here who has not signed in: a phone's WeChat is one person's, so it stays until that person
 * signs in or out.
 */
export const visit = {
  read: (name: string): unknown => kept(VISIT + name),
  write: (name: string, value: unknown): void => void keep(VISIT + name, value),
  remove: (name: string): void => forget(VISIT + name),
  names: (): string[] =>
    keptKeys()
      .filter((key) => key.startsWith(VISIT))
      .map((key) => key.slice(VISIT.length)),
  clear: (): void => keptKeys().forEach((key) => key.startsWith(VISIT) && forget(key)),
};

/** What a sign-in that leaves the page must find again: here none does. */
export const underWay = {
  read: (_name: string): unknown => null,
  write: (_name: string, _value: unknown): void => undefined,
  clear: (): void => undefined,
};

/** Brings the first thing that this selector finds before the eyes. */
export const bringToLight = (selector: string, _where: 'nearest' | 'start' = 'nearest'): void =>
  void Taro.pageScrollTo({ selector, offsetTop: -SCROLL_ROOM_PIXELS, duration: SCROLL_MS }).catch(() => undefined);
/** What stands at the top of the page stays readable above it. */
const SCROLL_ROOM_PIXELS = 96;
const SCROLL_MS = 200;

/** Tells when there is a network again. */
export const onNetwork = (told: () => void): void =>
  Taro.onNetworkStatusChange(({ isConnected }) => void (isConnected && told()));

/** WeChat keeps a mini-program itself. */
export const openOffline = (): void => undefined;
