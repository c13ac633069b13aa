import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';

/** Loaded when somebody first looks for something. */
const SearchBox = lazy(async () => ({ default: (await import('./search/SearchBox.tsx')).SearchBox }));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** In the head of every page: what one has in hand leads to its page. `/` and Ctrl-K open it, too. */
export function Search() {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!isK && (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target))) return;
      event.preventDefault();
      setIsOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Button
        className="search"
        icon={<Icon name="search" />}
        onClick={() => setIsOpen(true)}
        aria-label="查找单号、主体、批次"
      >
        <span>单号、主体、批次</span>
      </Button>
      {isOpen && (
        <Suspense>
          <SearchBox onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
