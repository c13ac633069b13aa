import Taro from '@tarojs/taro';
import { addLeadingSlash, stripBasename } from '@tarojs/runtime';
import './elements.scss';

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
  conf: { list: Tab[]; basename?: string; color: string; selectedColor: string; backgroundColor: string };
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

function tabOf({ pagePath, text, iconPath }: Tab): HTMLAnchorElement {
  const item = document.createElement('a');
  item.className = 'weui-tabbar__item';
  item.setAttribute('role', 'button');
  item.tabIndex = 0;
  const icon = document.createElement('img');
  icon.className = 'weui-tabbar__icon';
  icon.alt = '';
  icon.src = iconPath;
  const label = document.createElement('p');
  label.className = 'weui-tabbar__label';
  label.textContent = text;
  item.append(icon, label);
  const open = (): void => void Taro.switchTab({ url: addLeadingSlash(pagePath) });
  item.addEventListener('click', open);
  item.addEventListener('keydown', ({ key }) => void (key === 'Enter' && open()));
  return item;
}

/** Where a page of the bar is shown, its tab has the other picture and colour; elsewhere there is no bar. */
function connectBar(bar: Bar): void {
  const { list, basename = '/', color, selectedColor, backgroundColor } = bar.conf;
  if (bar.firstChild) return;
  const row = document.createElement('div');
  row.className = 'weui-tabbar';
  row.style.backgroundColor = backgroundColor;
  const items = list.map(tabOf);
  row.append(...items);
  bar.append(row);
  const show = ({ toLocation }: RouterChange = {}): void => {
    const path = (toLocation?.path ?? location.pathname).split('?')[0]!;
    const page = stripBasename(addLeadingSlash(path), basename) || '/';
    const chosen = page === '/' ? 0 : list.findIndex(({ pagePath }) => addLeadingSlash(pagePath) === page);
    bar.className = `taro-tabbar__tabbar taro-tabbar__tabbar-bottom${chosen === -1 ? ' taro-tabbar__tabbar-hide' : ''}`;
    list.forEach(({ iconPath, selectedIconPath }, i) => {
      const [item, isChosen] = [items[i]!, i === chosen];
      item.classList.toggle('weui-bar__item_on', isChosen);
      if (isChosen) item.setAttribute('aria-current', 'page');
      else item.removeAttribute('aria-current');
      (item.firstChild as HTMLImageElement).src = isChosen ? selectedIconPath : iconPath;
      (item.lastChild as HTMLElement).style.color = isChosen ? selectedColor : color;
    });
  };
  Taro.eventCenter.on('__taroRouterChange', show);
  show();
}

export const defineCustomElementTaroTabbar = (): void => define('taro-tabbar', connectBar);
/** A browser pulls a page down itself. */
export const defineCustomElementTaroPullToRefreshCore = (): void =>
  define('taro-pull-to-refresh-core', () => undefined);
