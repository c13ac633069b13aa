import { View } from '@tarojs/components';
import { Component, type ReactNode } from 'react';
import { noteMistake } from '@/lib/health';
import type { Query } from '@/lib/query';
import { Problem } from '@/lib/problem';
import { useCare } from '@/lib/care';
import type { Seen } from '@/lib/rights';
import { useActingFor } from '@/lib/holder';
import { AT_FOOT, FeetOf, useFeet } from './Acts';
import { ActingBar, Nothing, NotYours, OnlyAsSelf } from './Acting';
import { Loading, ProblemState, State } from './State';
import { Notice } from './parts';
import { usePull } from './pull';
import { TitleBar } from './TitleBar';
import { WaitingBar } from './Waiting';

/** What goes wrong while a page is drawn is told like any other problem: a white screen tells nothing. */
class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown): void {
    noteMistake(error);
  }
  override render() {
    return this.state.failed ? (
      <ProblemState problem={new Problem('failed')} retry={async () => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}

export interface PageProps<T> {
  /** What the page shows. Left out: the page needs nothing from the platform. */
  query?: Pick<Query<T>, 'data' | 'problem' | 'loading' | 'isKept' | 'reload' | 'isPartial' | 'stale'>;
  /** Nothing is there, though the platform answered. */
  isEmpty?: (data: T) => boolean;
  empty?: { text: string; more?: string; action?: ReactNode };
  /** Above whatever state the page is in: a search field, tabs. */
  head?: ReactNode;
  /** Fixed at the bottom; not while there is nothing to show. */
  bar?: ReactNode | ((data: T) => ReactNode);
  className?: string;
  /**
   * Of those who work for a seller, only who has this right sees what is here: to the others the page says so, and
   * never that nothing is there.
   */
  right?: Seen;
  children: ReactNode | ((data: T) => ReactNode);
}

/** The root of every page: care mode, and the states that each page has. */
export function Page<T>({ query, isEmpty, empty, head, bar, className, right, children }: PageProps<T>) {
  const acting = useActingFor();
  const isHidden = right !== undefined && acting !== null && (right === 'owner' || !acting.rights.includes(right));
  const care = useCare();
  const pull = usePull(query?.reload);
  const data = query?.data ?? null;
  const content = (): ReactNode => {
    if (isHidden) return <NotYours right={right} />;
    if (typeof children !== 'function') return children;
    if (acting && data === null && query?.problem?.kind === 'forbidden') return <OnlyAsSelf name={acting.name} />;
    if (data === null)
      return query?.problem && !query.loading ? (
        <ProblemState problem={query.problem} retry={query.reload} />
      ) : (
        <Loading />
      );
    if (isEmpty?.(data)) {
      const said = { text: empty?.text ?? '这里还没有内容', more: empty?.more, children: empty?.action };
      return right && !acting ? <Nothing right={right} {...said} /> : <State {...said} />;
    }
    return children(data);
  };
  const isThere = data !== null && !isEmpty?.(data);
  const shownBar = typeof bar === 'function' ? isThere && bar(data) : query && data === null ? null : bar;
  const feet = useFeet();
  const foot = isHidden || feet.top !== null ? null : shownBar;
  return (
    <View
      className={['page', care && 'care', (foot || feet.top !== null) && 'with-bar', className]
        .filter(Boolean)
        .join(' ')}
      {...pull.hands}
    >
      <Guard>
        <TitleBar />
        {pull.said && (
          <View className="small grey middle pad-2" aria-role="status">
            {pull.said}
          </View>
        )}
        <ActingBar />
        <WaitingBar />
        {!isHidden && head}
        {data !== null && query?.problem && (
          <Notice tone={query.problem.kind === 'offline' ? 'away' : 'amber'}>
            {query.problem.kind === 'offline' ? '网络不通，下面是上次看到的内容' : query.problem.message}
          </Notice>
        )}
        {query?.stale && <Notice tone="away">{query.stale}</Notice>}
        {query?.isPartial && <Notice>有一部分内容暂时看不到，过一会儿再打开看看</Notice>}
        <FeetOf value={feet}>{content()}</FeetOf>
        <FeetOf value={AT_FOOT}>{foot}</FeetOf>
      </Guard>
    </View>
  );
}
