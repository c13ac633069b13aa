import { useEffect, useState, type AnchorHTMLAttributes, type MouseEvent } from 'react';

const CHANGED = 'heitu:way';

/** Where the reader is; the few pages here need no library. */
export function useWay(): { path: string; query: URLSearchParams } {
  const [href, setHref] = useState(location.href);
  useEffect(() => {
    const follow = () => setHref(location.href);
    for (const name of ['popstate', CHANGED]) addEventListener(name, follow);
    return () => ['popstate', CHANGED].forEach((name) => removeEventListener(name, follow));
  }, []);
  const { pathname, searchParams } = new URL(href);
  return { path: pathname, query: searchParams };
}

export function goTo(href: string): void {
  history.pushState(null, '', href);
  dispatchEvent(new Event(CHANGED));
  scrollTo(0, 0);
}

/** A link within these pages; opened elsewhere it is an ordinary one. */
export function Way({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
