import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { isForMe, whoMay } from './lib/rights.ts';
import { useSession } from './lib/session.ts';
import { PLACES } from './pages.table.ts';
import { Frame } from './ui/Frame.tsx';
import { NotFound, Trouble } from './ui/States.tsx';
import { ClientError } from './lib/client.ts';

const SignIn = lazy(async () => ({ default: (await import('./pages/sign-in.tsx')).SignIn }));

/** All pieces in all states, while one works on them; the pages that are served leave it out. */
const Examples = import.meta.env.DEV
  ? lazy(async () => ({ default: (await import('./examples.tsx')).Examples }))
  : null;

/** Whoever is not signed in signs in, and comes back to where they were. */
export function Pages() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (pathname === '/sign-in')
    return session ? (
      <Navigate to={backTo(search)} replace />
    ) : (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  if (Examples && pathname === '/examples')
    return (
      <Suspense>
        <Examples />
      </Suspense>
    );
  if (!session) return <Navigate to={`/sign-in?back=${encodeURIComponent(pathname + search)}`} replace />;
  return (
    <Frame>
      <Routes>
        {PLACES.map(({ path, page: Page, asks, also }) => (
          <Route
            key={path}
            path={path}
            element={
              isForMe({ asks, also }) ? (
                <Page />
              ) : (
                <Trouble error={new ClientError('forbidden', `这一页给${(asks && whoMay(asks)) || '别的岗位'}看`)} />
              )
            }
          />
        ))}
        <Route path="*" element={<NotFound what="没有这一页" />} />
      </Routes>
    </Frame>
  );
}

/** Only a place of ours: an address made by somebody else leads nowhere. */
function backTo(search: string): string {
  const back = new URLSearchParams(search).get('back');
  return back && /^\/(?!\/)/.test(back) ? back : '/';
}
