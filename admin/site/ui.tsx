import type { ReactNode } from 'react';
import { SiteFooter } from './footer.tsx';
import { staleOf } from '../../miniprogram/src/lib/answers.ts';
import type { Asked } from './lib/ask.ts';
import { useCounty } from './lib/county.ts';
import { Way } from './lib/route.tsx';
import { sceneNow } from './lib/season.ts';
import pages from './pages.json';

const MENU = (['services', 'register', 'results', 'rules', 'recalls', 'trace'] as const).map((page) => ({
  href: `/${page}`,
  title: pages[page],
}));

export function Frame({ path, children }: { path: string; children: ReactNode }) {
  const isHome = path === '/';
  const scene = sceneNow();
  const county = useCounty();
  return (
    <>
      <a className="skip no-print" href="#main">
        跳到正文
      </a>
      {isHome ? (
        <div className="scene lie whole clip">
          <img
            className="fill cover"
            src={scene.src}
            alt={`${scene.season}${county && `的${county}`}：${scene.shows}`}
          />
        </div>
      ) : null}
      <header className={isHome ? 'over' : 'on-card'}>
        <div className="wide row wrap pad-y-2">
          <Way href="/" className="row voice head" aria-current={isHome ? 'page' : undefined}>
            <Mark />
            黑土
          </Way>
          <span className="grow-wide small grey">{county}农产品平台</span>
          <nav aria-label="主要页面" className="row wrap gap-0 no-print">
            {MENU.map(({ href, title }) => (
              <Way key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
                {title}
              </Way>
            ))}
          </nav>
        </div>
      </header>
      <main id="main" className="wide">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}

const Mark = () => (
  <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="var(--soil)" />
    <path
      d="M16 26V12m0 6c-5 0-8-3-8-8 5 0 8 3 8 8zm0-2c0-5 3-8 8-8 0 5-3 8-8 8z"
      fill="none"
      stroke="var(--rice)"
      strokeWidth="2.4"
      strokeLinejoin="round"
    />
  </svg>
);

export function Head({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <div className="between pad-y-2">
        <h1 className="voice figure">{title}</h1>
        <button type="button" className="second no-print" onClick={() => print()}>
          打印
        </button>
      </div>
      {children ? <p className="grey">{children}</p> : null}
    </>
  );
}

/** What was asked for, or what stands in its place meanwhile. */
export function Shown<Result extends object>({
  asked,
  children,
}: {
  asked: Asked<Result>;
  children: (data: Result) => ReactNode;
}) {
  if (asked.state === 'loading')
    return (
      <p className="grey" role="status">
        正在取数据…
      </p>
    );
  if (asked.state === 'trouble')
    return (
      <div role="alert">
        <p>{asked.text}</p>
        <button type="button" onClick={asked.again}>
          再试一次
        </button>
      </div>
    );
  const stale = staleOf(asked.data);
  return (
    <>
      {stale ? (
        <p className="card pale-amber" role="status">
          {stale}
        </p>
      ) : null}
      {children(asked.data)}
    </>
  );
}

export const Empty = ({ children }: { children: ReactNode }) => <p className="grey">{children}</p>;

/** How much of all, to be seen at a look; the figure beside it says it too. */
export const Bar = ({ share, good }: { share: number; good: boolean }) => (
  <span
    aria-hidden="true"
    style={{ flex: '1 1 80px', maxWidth: 240, background: 'var(--sunk)', borderRadius: 'var(--r-chip)' }}
  >
    <span
      style={{
        display: 'block',
        height: 8,
        borderRadius: 'var(--r-chip)',
        width: `${Math.round(share * 100)}%`,
        background: `var(--${good ? 'sprout' : 'ember'})`,
      }}
    />
  </span>
);
