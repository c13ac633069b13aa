import { Button, Col, Grid, Tag } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';
import { mattersForMe } from './search/matters.ts';

/** Loaded when somebody first looks for something. */
const SearchBox = lazy(async () => ({ default: (await import('./search/SearchBox.tsx')).SearchBox }));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** In the head of every page: what one has in hand leads to its page. `/` and Ctrl-K open it, too. */
export function Search() {
  const [isOpen, setIsOpen] = useState(false);
  const { md: isRoomy } = Grid.useBreakpoint();
  const what = mattersForMe()
    .map(({ title }) => title)
    .join('、');
  const isForMe = what !== '';
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!isForMe) return;
      if (!isK && (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target))) return;
      event.preventDefault();
      setIsOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isForMe]);
  if (!isForMe) return null;
  return (
    <>
      <Col className="grow" flex={isRoomy ? '0 1 360px' : 'none'}>
        <Button
          block
          className="search"
          color="default"
          variant="filled"
          icon={<Icon name="search" />}
          onClick={() => setIsOpen(true)}
          aria-label={`查${what}`}
        >
          {isRoomy && (
            <span className="between grey">
              <span className="grow one-line">查{what}</span>
              <Tag>/</Tag>
            </span>
          )}
        </Button>
      </Col>
      {isOpen && (
        <Suspense>
          <SearchBox onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
