import { lazy, StrictMode, Suspense, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useCounty } from './lib/county.ts';
import { useWay, Way } from './lib/route.tsx';
import { Home } from './pages/Home.tsx';
import { Inspect } from './pages/Inspect.tsx';
import { Recalls } from './pages/Recalls.tsx';
import { Register } from './pages/Register.tsx';
import { Report } from './pages/Report.tsx';
import { Results } from './pages/Results.tsx';
import { Rules } from './pages/Rules.tsx';
import { Services } from './pages/Services.tsx';
import { Trace } from './pages/Trace.tsx';
import pages from './pages.json';
import { Empty, Frame } from './ui.tsx';
import './tokens.css';
import '../base.css';
import './styles.css';
import '../words.css';

/** What each page is called; the gateway is told the same list, and answers 404 for what is not in it. */
const TITLES: Readonly<Record<string, string>> = pages;

/** They compute signatures, which no other page here does. */
const LabelPage = lazy(async () => ({ default: (await import('./pages/LabelPage.tsx')).LabelPage }));
const Papers = lazy(async () => ({ default: (await import('./pages/Papers.tsx')).Papers }));

function App() {
  const { path, query } = useWay();
  const [, page = '', rest] = path.split('/');
  const county = useCounty();
  const title = `${TITLES[page] ? `${TITLES[page]} · ` : ''}黑土 · ${county}农产品平台`;
  useEffect(() => void (document.title = title), [title]);
  return <Frame path={page === 't' || page === '01' ? '/trace' : path}>{pageOf(page, rest, query)}</Frame>;
}

/** A bag's code: a Digital Link of GS1, or the address of a lot with the number of the bag, each with its statement. */
const isLabel = (page: string, query: URLSearchParams): boolean => (page === '01' || page === 't') && query.has('s');

function pageOf(page: string, rest: string | undefined, query: URLSearchParams) {
  if (isLabel(page, query))
    return (
      <Suspense fallback={null}>
        <LabelPage />
      </Suspense>
    );
  switch (page) {
    case '':
      return <Home />;
    case 'services':
      return <Services />;
    case 'register':
      return <Register chosen={query.get('kind')} />;
    case 'results':
      return <Results chosen={query.get('month')} />;
    case 'rules':
      return <Rules />;
    case 'recalls':
      return <Recalls />;
    case 'report':
      return <Report code={rest ? safeDecode(rest) : null} goods={query.get('goods')} />;
    case 'inspect':
      return <Inspect />;
    case 'papers':
      return (
        <Suspense fallback={null}>
          <Papers code={rest ? safeDecode(rest) : null} />
        </Suspense>
      );
    case 'trace':
    case 't':
      return <Trace code={rest ? safeDecode(rest) : null} />;
    default:
      return (
        <Empty>
          没有这个页面。
          <br />
          <Way href="/">回首页</Way>
        </Empty>
      );
  }
}

/** An address that somebody typed wrongly is a code that is not found, and no crash. */
function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
