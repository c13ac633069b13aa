import { View } from '@tarojs/components';
import { Component, type ReactNode } from 'react';
import type { Query } from '@/lib/query';
import { Problem } from '@/lib/problem';
import { useCare } from '@/lib/care';
import { Loading, ProblemState, State } from './State';
import { Notice } from './parts';

/** What goes wrong while a page is drawn is told like any other problem: a white screen tells nothing. */
class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <ProblemState problem={new Problem('failed')} retry={async () => this.setState({ failed: false })} /> : this.props.children;
  }
}

interface Props<T> {
  /** What the page shows. Left out: the page needs nothing from the platform. */
  query?: Pick<Query<T>, 'data' | 'problem' | 'loading' | 'isKept' | 'reload'>;
  /** Nothing is there, though the platform answered. */
  isEmpty?: (data: T) => boolean;
  empty?: { text: string; more?: string; action?: ReactNode };
  /** Above whatever state the page is in: a search field, tabs. */
  head?: ReactNode;
  /** Fixed at the bottom; not while there is nothing to show. */
  bar?: ReactNode | ((data: T) => ReactNode);
  className?: string;
  children: ReactNode | ((data: T) => ReactNode);
}

/** The root of every page: care mode, and the states that each page has. */
export function Page<T>({ query, isEmpty, empty, head, bar, className, children }: Props<T>) {
  const care = useCare();
  const data = query?.data ?? null;
  const content = (): ReactNode => {
    if (typeof children !== 'function') return children;
    if (data === null) return query?.problem && !query.loading ? <ProblemState problem={query.problem} retry={query.reload} /> : <Loading />;
    if (isEmpty?.(data)) return <State text={empty?.text ?? '这里还没有内容'} more={empty?.more}>{empty?.action}</State>;
    return children(data);
  };
  const foot = typeof bar === 'function' ? data !== null && !isEmpty?.(data) && bar(data) : query && data === null ? null : bar;
  return (
    <View className={['page', care && 'care', foot && 'with-bar', className].filter(Boolean).join(' ')}>
      <Guard>
        {head}
        {data !== null && query?.problem && <Notice>{query.problem.kind === 'offline' ? '网络不通，下面是上次看到的内容' : query.problem.message}</Notice>}
        {content()}
        {foot}
      </Guard>
    </View>
  );
}
