/** What WeChat gives a mini-program as `wx`, as far as ours uses it. */

/** What each of its calls takes. */
export type Options = Record<string, unknown> & {
  success?: (result: unknown) => void;
  fail?: (error: { errMsg: string }) => void;
  complete?: (result: unknown) => void;
};

/** What somebody outside decides: who signs in, whether they pay, what the camera sees. */
export interface Hand {
  loginCode(): Promise<string>;
  pay?(parameters: Record<string, string>): Promise<'paid' | 'cancelled'>;
  scan?(): Promise<string | { errMsg: string }>;
  /** Answers questions that stand over the page; yes where it is left out. */
  confirm?(title: string, content: string): boolean;
  /** The paths of photos that are taken. */
  photos?(): string[];
  files?: Map<string, Uint8Array>;
  fontSizeSetting?: number;
  /** The address that is chosen of those kept in WeChat; what WeChat says where there is none to be had. */
  address?(): Record<string, string> | { errMsg: string };
  /** Where WeChat's map is opened. */
  map?(place: Record<string, unknown>): void;
  /** What WeChat asks before it may tell of something: no where it is left out. */
  wantsToBeTold?: boolean;
}

/** Is told when a place on the screen is far away, or near again. */
export type Watcher = (seen: { intersectionRatio: number; boundingClientRect: { height: number } }) => void;

/** The mini-program's side of it: its pages, what it keeps, what it sends. */
export interface Shell {
  hand: Hand;
  /** The private interfaces that app.json declares. */
  declared: readonly string[];
  storage: Map<string, unknown>;
  said: string[];
  watched: Map<string, Watcher>;
  /** Who is told when the network goes or comes back. */
  network: Set<(state: { isConnected: boolean }) => void>;
  send(options: Options): Promise<unknown>;
  go(url: string, how: 'new' | 'instead' | 'tab'): Promise<void>;
  back(): void;
}

export function createWx(shell: Shell): Record<string, unknown> {
  return {
    ...phone(shell.hand),
    ...storageOf(shell.storage),
    ...outside(shell),
    ...addresses(shell),
    ...talk(shell),
    ...photosAndFiles(shell.hand),
    ...pages(shell),
    ...drawing(shell.watched),
    ...silent,
  };
}

const later = (options: Options | undefined, work: () => Promise<unknown> | unknown): void =>
  void Promise.resolve()
    .then(work)
    .then(
      (result) => (options?.success?.(result), options?.complete?.(result)),
      (error: { errMsg?: string }) => (
        options?.fail?.({ errMsg: error.errMsg ?? `fail ${String(error)}` }),
        options?.complete?.(error)
      ),
    );

function phone(hand: Hand): Record<string, unknown> {
  const system = {
    platform: 'android',
    system: 'Android 10',
    version: '8.0.50',
    SDKVersion: '3.5.0',
    model: 'old phone',
    brand: 'test',
    language: 'zh_CN',
    pixelRatio: 2,
    windowWidth: 390,
    windowHeight: 844,
    screenWidth: 390,
    screenHeight: 844,
    statusBarHeight: 20,
    safeArea: { top: 20, bottom: 844, left: 0, right: 390, width: 390, height: 824 },
    fontSizeSetting: hand.fontSizeSetting ?? 16,
    benchmarkLevel: 5,
  };
  return {
    ...Object.fromEntries(
      ['getAppBaseInfo', 'getWindowInfo', 'getDeviceInfo', 'getSystemSetting', 'getAppAuthorizeSetting'].map((name) => [
        name,
        () => system,
      ]),
    ),
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    canIUse: () => true,
    nextTick: (work: () => void) => setTimeout(work, 0),
  };
}

const storageOf = (storage: Map<string, unknown>): Record<string, unknown> => ({
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
  removeStorageSync: (key: string) => void storage.delete(key),
  getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 0, limitSize: 10_240 }),
});

function talk({ hand, said }: Shell): Record<string, unknown> {
  return {
    showToast: (options: Options) => (said.push(String(options['title'])), later(options, () => ({}))),
    showModal: (options: Options) =>
      later(options, () => ({
        confirm: hand.confirm?.(String(options['title']), String(options['content'])) ?? true,
        cancel: false,
      })),
    hideToast: (options: Options) => later(options, () => ({})),
  };
}

/** What is decided outside of the mini-program. */
function outside(shell: Shell): Record<string, unknown> {
  const { hand } = shell;
  return {
    login: (options: Options) => later(options, async () => ({ code: await hand.loginCode() })),
    request: (options: Options) => later(options, () => shell.send(options)),
    // Nobody here leaves the mini-program, and what goes wrong stands in the shell's `faults`.
    onError: () => undefined,
    onUnhandledRejection: () => undefined,
    onAppShow: () => undefined,
    onAppHide: () => undefined,
    onNetworkStatusChange: (told: (state: { isConnected: boolean }) => void) => void shell.network.add(told),
    requestPayment: (options: Options) =>
      later(options, async () => {
        if (((await hand.pay?.(options as unknown as Record<string, string>)) ?? 'cancelled') === 'cancelled')
          throw { errMsg: 'requestPayment:fail cancel' };
        return { errMsg: 'requestPayment:ok' };
      }),
    requestSubscribeMessage: (options: Options) =>
      later(options, () => ({
        errMsg: 'requestSubscribeMessage:ok',
        ...Object.fromEntries(
          (options['tmplIds'] as string[]).map((id) => [id, hand.wantsToBeTold ? 'accept' : 'reject']),
        ),
      })),
    scanCode: (options: Options) =>
      later(options, async () => {
        const seen = (await hand.scan?.()) ?? { errMsg: 'scanCode:fail cancel' };
        if (typeof seen !== 'string') throw seen;
        return { result: seen };
      }),
  };
}

function addresses({ hand, declared }: Shell): Record<string, unknown> {
  return {
    openLocation: (options: Options) =>
      later(options, () => {
        hand.map?.(options);
        return { errMsg: 'openLocation:ok' };
      }),
    chooseAddress: (options: Options) =>
      later(options, () => {
        if (!declared.includes('chooseAddress'))
          throw {
            errMsg:
              'chooseAddress:fail the api need to be declared in the requiredPrivateInfos field in app.json/ext.json',
          };
        const chosen = hand.address?.() ?? { errMsg: 'chooseAddress:fail cancel' };
        if ('errMsg' in chosen && chosen['errMsg']?.includes('fail')) throw chosen;
        return { errMsg: 'chooseAddress:ok', ...chosen };
      }),
  };
}

function photosAndFiles(hand: Hand): Record<string, unknown> {
  const files = hand.files ?? new Map<string, Uint8Array>();
  return {
    chooseMedia: (options: Options) =>
      later(options, () => ({ tempFiles: (hand.photos?.() ?? []).map((tempFilePath) => ({ tempFilePath })) })),
    compressImage: (options: Options) => later(options, () => ({ tempFilePath: options['src'] })),
    getFileSystemManager: () => ({
      getFileInfo: (options: Options) =>
        later(options, () => ({ size: files.get(String(options['filePath']))?.length ?? 0 })),
      saveFile: (options: Options) => later(options, () => ({ savedFilePath: options['tempFilePath'] })),
      removeSavedFile: (options: Options) => later(options, () => files.delete(String(options['filePath']))),
      readFile: (options: Options) =>
        later(options, () => ({ data: new Uint8Array(files.get(String(options['filePath'])) ?? []).buffer })),
    }),
    arrayBufferToBase64: (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64'),
  };
}

const pages = (shell: Shell): Record<string, unknown> => ({
  navigateTo: (options: Options) => later(options, () => shell.go(String(options['url']), 'new')),
  redirectTo: (options: Options) => later(options, () => shell.go(String(options['url']), 'instead')),
  switchTab: (options: Options) => later(options, () => shell.go(String(options['url']), 'tab')),
  navigateBack: (options: Options) => later(options, () => shell.back()),
  reLaunch: (options: Options) => later(options, () => shell.go(String(options['url']), 'tab')),
});

function drawing(watched: Map<string, Watcher>): Record<string, unknown> {
  return {
    createSelectorQuery: () => {
      const query = {
        in: () => query,
        select: () => query,
        selectAll: () => query,
        selectViewport: () => query,
        boundingClientRect: () => query,
        scrollOffset: () => query,
        fields: () => query,
        node: () => query,
        exec: (done?: (rects: unknown[]) => void) =>
          void setTimeout(() => done?.([{ width: 390, height: 100, top: 0, left: 0 }]), 0),
      };
      return query;
    },
    createAnimation: () => ({ on: () => undefined, off: () => undefined }),
    createIntersectionObserver: () => {
      let place = '';
      const observer = {
        relativeToViewport: () => observer,
        observe: (selector: string, tell: Watcher) => void watched.set((place = selector), tell),
        disconnect: () => void watched.delete(place),
      };
      return observer;
    },
  };
}

/** What succeeds and shows nothing. */
const silent: Record<string, unknown> = Object.fromEntries(
  [
    'stopPullDownRefresh',
    'setNavigationBarTitle',
    'pageScrollTo',
    'setTabBarBadge',
    'removeTabBarBadge',
    'showLoading',
    'hideLoading',
    'setClipboardData',
    'makePhoneCall',
    'openDocument',
    'vibrateShort',
  ].map((name) => [name, (options?: Options) => later(options, () => ({}))]),
);
