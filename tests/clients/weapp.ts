import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script, type Context } from 'node:vm';
import { setHourIn } from './hour.ts';
import { createWx, type Hand, type Options, type Watcher } from './wx.ts';

export type { Hand } from './wx.ts';

/**
 * WeChat, as far as the built mini-program needs it: a bare JavaScript context without fetch, URL, Headers,
 * queueMicrotask, Intl or crypto, pages whose setData is applied, taps that go where a finger would. It catches what a
 * browser would forgive.
 */

/** A node of the page as Taro's templates draw it. */
export interface DrawnNode {
  nn: string;
  sid: string;
  uid?: string;
  cn?: DrawnNode[];
  v?: string;
  cl?: string;
  [alias: string]: unknown;
}
interface PageInstance {
  route: string;
  data: { root?: DrawnNode };
  setData(changes: Record<string, unknown>, done?: () => void): void;
  eh(event: object): void;
  [lifecycle: string]: unknown;
}

const UNTIL_MS = 15_000;
const POLL_MS = 15;

export class Weapp {
  readonly storage: Map<string, unknown>;
  /** Sentences that stood over the page, oldest first. */
  readonly said: string[] = [];
  /** Every GraphQL request, by the page that was open. */
  readonly requests: { route: string; hash: string }[] = [];
  /** How many GraphQL requests each opened page has made until it could be read; what a tap asks for is not counted. */
  readonly visits: { route: string; asked: number }[] = [];
  /** What went wrong where nobody caught it. */
  readonly faults: string[] = [];
  /** Nothing gets through. */
  offline = false;
  readonly #folder: string;
  readonly #stack: PageInstance[] = [];
  readonly #loaded = new Map<string, Record<string, unknown>>();
  readonly #aliases: Map<string, Map<string, string>>;
  readonly #context: Context;
  #registered: Record<string, unknown> = {};
  readonly #tabs: string[];
  #tapped = false;

  /** `storage`: what an earlier run of it left on the phone. */
  constructor(folder: string, api: string, hand: Hand, storage = new Map<string, unknown>()) {
    this.storage = storage;
    this.#folder = folder;
    this.#aliases = aliasesOf(readFileSync(join(folder, 'base.wxml'), 'utf8'));
    const { tabBar, requiredPrivateInfos = [] } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as {
      tabBar: { list: { pagePath: string }[] };
      requiredPrivateInfos?: string[];
    };
    this.#tabs = tabBar.list.map(({ pagePath }) => pagePath);
    const quiet = {
      log: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      debug: () => undefined,
      error: (...words: unknown[]) => void this.faults.push(words.map(String).join(' ')),
    };
    let app: Record<string, unknown> = {};
    this.#context = createContext({
      console: quiet,
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      wx: createWx({
        hand,
        declared: requiredPrivateInfos,
        storage: this.storage,
        said: this.said,
        watched: this.#watched,
        network: this.#network,
        send: (options) => this.#send(api, options),
        go: (url, how) => this.#go(url, how),
        back: () => this.back(),
      }),
      App: (config: Record<string, unknown>) => void (app = config),
      Page: (config: Record<string, unknown>) => void (this.#registered = config),
      Component: () => undefined,
      getApp: () => app,
      getCurrentPages: () => this.#stack,
    });
    new Script(
      'delete globalThis.Intl; delete globalThis.WebAssembly; delete globalThis.Atomics; delete globalThis.SharedArrayBuffer',
    ).runInContext(this.#context);
    setHourIn(this.#context);
    this.#require('app');
    (app['onLaunch'] as (options: object) => void).call(app, { path: '', query: {}, scene: 1001 });
    (app['onShow'] as (options: object) => void).call(app, { path: '', query: {}, scene: 1001 });
  }

  get page(): PageInstance {
    return this.#stack.at(-1)!;
  }
  get route(): string {
    return this.page.route;
  }

  /** Opens a page as a link, a code or a tab would. */
  async open(url: string): Promise<void> {
    await this.#go(url, 'new');
  }

  readonly #network = new Set<(state: { isConnected: boolean }) => void>();
  /** The network goes or comes back, and whoever watches it is told. */
  setOffline(offline: boolean): void {
    this.offline = offline;
    for (const told of this.#network) told({ isConnected: !offline });
  }
  /** WeChat throws it out of its memory: what it keeps stays. */
  kill(): void {
    this.offline = true;
    this.#network.clear();
  }

  /** Everything that can be read on the page, in its order. */
  text(): string {
    return texts(this.page.data.root).join(' ');
  }

  async until(what: string | RegExp | (() => boolean)): Promise<void> {
    const holds = (): boolean =>
      typeof what === 'function'
        ? what()
        : typeof what === 'string'
          ? this.text().includes(what)
          : what.test(this.text());
    const end = Date.now() + UNTIL_MS;
    while (!holds()) {
      if (Date.now() > end)
        throw new Error(
          `${String(what)} did not come about at ${this.route}; the page reads:\n${this.text()}\nsaid: ${this.said.join(' | ')}\nfaults: ${this.faults.join('\n')}`,
        );
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Taps what reads so, or is labelled so, and throws at once where nothing does; the last of several where `last`. */
  tap(what: string, { nth = 0 }: { nth?: number } = {}): Promise<void> {
    this.#fire(this.#pathTo(what, nth), 'tap', {});
    return this.#drawn();
  }

  /** Types into the field of this label: what is written above a field reads like it and comes first. */
  type(label: string, value: string): Promise<void> {
    this.#fire(this.#pathTo(label, -1), 'input', { value, cursor: value.length });
    return this.#drawn();
  }

  /** Any other event of the node of this label: change, confirm, … */
  async fire(label: string, type: string, detail: object): Promise<void> {
    this.#fire(this.#pathTo(label, 0), type, detail);
    await this.#drawn();
  }
  /** A finger is slower than the next drawing of the page; who does not wait for this taps twice at once. */
  #drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL_MS * 3));

  has(what: string): boolean {
    return this.#find(what).length > 0;
  }

  /** The whole way from the page's root to each node that reads or is labelled so: exactly, or else somewhere in it. */
  #find(what: string): DrawnNode[][] {
    const exact: DrawnNode[][] = [];
    const within: DrawnNode[][] = [];
    const look = (node: DrawnNode, above: DrawnNode[]): void => {
      const way = [...above, node];
      const alias = this.#aliases.get(node.nn)?.get('aria-label');
      const said = [node.v, alias ? node[alias] : undefined].filter((word) => typeof word === 'string');
      if (said.includes(what)) exact.push(way);
      else if (said.some((word) => (word as string).includes(what))) within.push(way);
      for (const child of node.cn ?? []) look(child, way);
    };
    if (this.page.data.root) look(this.page.data.root, []);
    return exact.length > 0 ? exact : within;
  }

  #pathTo(what: string, nth: number): DrawnNode[] {
    const found = this.#find(what);
    const way = found.at(nth);
    if (!way) throw new Error(`nothing reads "${what}" (${nth}) at ${this.route}:\n${this.text()}`);
    return way;
  }

  /** As WeChat does it: the deepest node first, then those around it. */
  #fire(way: readonly DrawnNode[], type: string, detail: object): void {
    const nodes = way.filter((node) => node.v === undefined);
    this.#tapped = true;
    const target = this.#target(nodes.at(-1)!);
    for (const node of nodes.toReversed().slice(0, type === 'input' ? 1 : undefined)) {
      this.page.eh({ type, timeStamp: Date.now(), target, currentTarget: this.#target(node), detail });
    }
  }
  #target = ({ sid, uid }: DrawnNode) => ({ id: uid ?? sid, dataset: { sid } });

  async #go(url: string, how: 'new' | 'instead' | 'tab'): Promise<void> {
    const [path, search = ''] = url.replace(/^\//, '').split('?');
    const query = Object.fromEntries(
      search
        .split('&')
        .filter(Boolean)
        .map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]),
    );
    const config = this.#pageConfig(path!);
    const leave = (page: PageInstance | undefined): void => {
      if (page) call(page, 'onUnload');
    };
    if (how === 'instead') leave(this.#stack.pop());
    else if (how === 'tab') while (this.#stack.length > 0) leave(this.#stack.pop());
    else if (this.page) call(this.page, 'onHide');
    const page = Object.create(config) as PageInstance;
    Object.assign(page, {
      route: path,
      __route__: path,
      options: query,
      data: structuredClone(config['data'] ?? {}),
      setData(changes: Record<string, unknown>, done?: () => void) {
        for (const [at, value] of Object.entries(changes)) assign(page.data as Record<string, unknown>, at, value);
        setTimeout(() => done?.(), 0);
      },
    });
    this.#stack.push(page);
    this.visits.push({ route: path!, asked: 0 });
    this.#tapped = false;
    call(page, 'onLoad', query);
    call(page, 'onShow');
    call(page, 'onReady');
    await this.until(() => (page.data.root?.cn?.length ?? 0) > 0 || this.page !== page);
  }

  back(): void {
    const left = this.#stack.pop();
    if (left) call(left, 'onUnload');
    if (this.page) call(this.page, 'onShow');
  }
  reachBottom = (): void => call(this.page, 'onReachBottom');
  pullDown = (): void => call(this.page, 'onPullDownRefresh');

  #pageConfig(path: string): Record<string, unknown> {
    const known = this.#loaded.get(path);
    if (known) return known;
    this.#require(path);
    this.#loaded.set(path, this.#registered);
    return this.#registered;
  }

  readonly #modules = new Map<string, { exports: object }>();
  #require(path: string): object {
    const known = this.#modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#modules.set(path, module);
    const folder = path.split('/').slice(0, -1);
    const requireFrom = (name: string): object => {
      const parts = [...folder];
      for (const part of name.replace(/\.js$/, '').split('/')) {
        if (part === '..') parts.pop();
        else if (part !== '.') parts.push(part);
      }
      return this.#require(parts.join('/'));
    };
    const file = join(this.#folder, `${path}.js`);
    const run = new Script(`(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`, {
      filename: file,
    }).runInContext(this.#context) as (...parts: unknown[]) => void;
    run(requireFrom, module, module.exports);
    return module.exports;
  }

  async #send(api: string, options: Options): Promise<unknown> {
    if (this.offline) throw { errMsg: 'request:fail ' };
    const { url, method, data, header, responseType } = options as unknown as {
      url: string;
      method?: string;
      data?: unknown;
      header?: Record<string, string>;
      responseType?: string;
    };
    if (!url.startsWith('http')) throw { errMsg: `request:fail invalid url "${url}"` };
    const isBytes = Object.prototype.toString.call(data) === '[object ArrayBuffer]';
    if (url.endsWith('/graphql')) {
      this.requests.push({
        route: this.#stack.at(-1)?.route ?? '',
        hash: String((data as { documentId?: string }).documentId),
      });
      if (!this.#tapped) this.visits.at(-1)!.asked++;
    }
    const response = await fetch(url.replace(/^https?:\/\/[^/]+/, api), {
      method: method ?? 'GET',
      headers: header,
      body:
        data === undefined || method === 'GET'
          ? undefined
          : isBytes
            ? Buffer.from(data as ArrayBuffer)
            : JSON.stringify(data),
    }).catch(() => {
      throw { errMsg: 'request:fail ' };
    });
    const bytes = await response.arrayBuffer();
    const text = Buffer.from(bytes).toString('utf8');
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      statusCode: response.status,
      header: Object.fromEntries(response.headers),
      data: responseType === 'arraybuffer' ? bytes : isJson ? JSON.parse(text) : text,
    };
  }

  readonly #watched = new Map<string, Watcher>();
  /** Everything that watches its place on the screen is told that it is far away, or near again. */
  scrolled(where: 'away' | 'back'): void {
    for (const tell of this.#watched.values())
      tell({ intersectionRatio: where === 'away' ? 0 : 1, boundingClientRect: { height: 1480 } });
  }

  isTab = (route: string): boolean => this.#tabs.includes(route);
}

const call = (page: PageInstance, name: string, ...rest: unknown[]): void =>
  void (page[name] as ((...all: unknown[]) => void) | undefined)?.call(page, ...rest);

/** Of a text: what stands in it; of everything else: what stands in its children. */
const texts = (node: DrawnNode | undefined): string[] =>
  node === undefined ? [] : [...(typeof node.v === 'string' ? [node.v] : []), ...(node.cn ?? []).flatMap(texts)];

/** `root.cn.[0].cn.[2].v` */
function assign(target: Record<string, unknown>, at: string, value: unknown): void {
  const keys = at.split('.').map((key) => key.replace(/^\[(\d+)\]$/, '$1'));
  let place: Record<string, unknown> = target;
  for (const [i, key] of keys.slice(0, -1).entries())
    place = (place[key] ??= /^\d+$/.test(keys[i + 1]!) ? [] : {}) as Record<string, unknown>;
  place[keys.at(-1)!] = value;
}

/** Which short name each attribute of each component has in the data: Taro's templates say. */
function aliasesOf(wxml: string): Map<string, Map<string, string>> {
  const aliases = new Map<string, Map<string, string>>();
  // Fields have two templates, with and without the focus.
  for (const [, name, body] of wxml.matchAll(
    /<template name="tmpl_\d+_(\w+?)(?:_focus|_blur)?">([\s\S]*?)<\/template>/g,
  )) {
    const known = aliases.get(name!) ?? new Map<string, string>();
    for (const [, attribute, alias] of body!.matchAll(/\s([\w-]+)="\{\{(?:xs\.b\()?i\.(\w+)/g))
      known.set(attribute!, alias!);
    aliases.set(name!, known);
  }
  return aliases;
}
