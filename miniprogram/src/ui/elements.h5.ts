import Taro from '@tarojs/taro';
import { addLeadingSlash, stripBasename } from '@tarojs/runtime';
import './browser.scss';

/**
 * In a browser these stand in place of the two of Taro's custom elements that every page has: the tab bar, and what a
 * page is pulled down in (config/index.js). Taro's own bring a library for custom elements with them, which a slow
 * phone reads and runs before it shows anything.
 */
interface Tab {
  pagePath: string;
  text: string;
  iconPath: string;
  selectedIconPath: string;
}
interface Bar extends HTMLElement {
  conf: { list: Tab[]; basename?: string };
}
interface RouterChange {
  toLocation?: { path?: string };
}

/** Without the word `class`: it would be compiled to a function, which a browser does not take for an element. */
function define<E extends HTMLElement>(name: string, connected: (element: E) => void): void {
  if (customElements.get(name)) return;
  function Made(): HTMLElement {
    return Reflect.construct(HTMLElement, [], Made) as HTMLElement;
  }
  Made.prototype = Object.create(HTMLElement.prototype, {
    constructor: { value: Made },
    connectedCallback: {
      value(this: E) {
        connected(this);
      },
    },
  });
  customElements.define(name, Made as unknown as CustomElementConstructor);
}

interface Place {
  item: HTMLAnchorElement;
  show(isChosen: boolean): void;
}
function placeOf({ pagePath, text, iconPath, selectedIconPath }: Tab): Place {
  const item = document.createElement('a');
  item.setAttribute('role', 'button');
  item.tabIndex = 0;
  const icon = document.createElement('img');
  icon.className = 'tab-icon';
  icon.alt = '';
  item.append(icon, text);
  const open = (): void => void Taro.switchTab({ url: addLeadingSlash(pagePath) });
  item.addEventListener('click', open);
  item.addEventListener('keydown', ({ key }) => void (key === 'Enter' && open()));
  const show = (isChosen: boolean): void => {
    item.className = `tab-place column small ${isChosen ? 'bold ink' : 'grey'}`;
    icon.src = isChosen ? selectedIconPath : iconPath;
    if (isChosen) item.setAttribute('aria-current', 'page');
    else item.removeAttribute('aria-current');
  };
  return { item, show };
}

/** Where a page of the bar is shown, its tab has the other picture and colour; elsewhere there is no bar. */
function connectBar(bar: Bar): void {
  const { list, basename = '/' } = bar.conf;
  if (bar.firstChild) return;
  const places = list.map(placeOf);
  bar.append(...places.map(({ item }) => item));
  const show = ({ toLocation }: RouterChange = {}): void => {
    const path = (toLocation?.path ?? location.pathname).split('?')[0]!;
    const page = stripBasename(addLeadingSlash(path), basename) || '/';
    const chosen = page === '/' ? 0 : list.findIndex(({ pagePath }) => addLeadingSlash(pagePath) === page);
    bar.className = `tab-bar row gap-0 still on-card${chosen === -1 ? ' gone' : ''}`;
    places.forEach((place, i) => place.show(i === chosen));
  };
  Taro.eventCenter.on('__taroRouterChange', show);
  show();
}

export const defineCustomElementTaroTabbar = (): void => define('taro-tabbar', connectBar);
/** A browser pulls a page down itself. */
export const defineCustomElementTaroPullToRefreshCore = (): void =>
  define('taro-pull-to-refresh-core', () => undefined);
