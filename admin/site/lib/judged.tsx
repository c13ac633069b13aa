import type { ReactNode } from 'react';
import type { Told } from '../../../miniprogram/src/lib/label-words.ts';
import type { LabelKeys } from './label-keys.ts';

const COLOURS = { good: 'green', bad: 'red', doubt: 'amber' } as const;
const MARKS = { good: '核过', bad: '不对', doubt: '未核' } as const;
/** What this browser computed of a signature. */
export const Judged = ({ told: { kind, title, text } }: { told: Told }) => (
  <div className={kind === 'bad' ? 'card row gap-4 pale-bad' : 'card row gap-4'} role="status">
    <span className={`seal voice figure ${COLOURS[kind]}`} aria-hidden="true">
      {MARKS[kind]}
    </span>
    <div>
      <h2 className="voice head">{title}</h2>
      <p className="grey">{text}</p>
    </div>
  </div>
);

/** Why nothing can be computed yet. `thing`: of what the signature is. */
export function withoutKeys(is: Exclude<LabelKeys['is'], 'there'>, thing: string): Told {
  switch (is) {
    case 'asking':
      return { kind: 'doubt', title: '正在取平台的钥匙', text: '取到就在这个浏览器里算。' };
    case 'away':
      return { kind: 'doubt', title: '联网后再核对', text: `没有取到平台的钥匙。这不是说${thing}有问题。` };
    case 'strange':
      return {
        kind: 'doubt',
        title: '平台的钥匙变了',
        text: '新的钥匙没有这个浏览器认识的钥匙作证。先不要当真，并向平台反映。',
      };
  }
}

/** What was computed, and what no signature proves. */
export const Limits = ({ signed, children }: { signed: string; children: ReactNode }) => (
  <details className="card written pad-y-1">
    <summary>核对了什么，核对不了什么</summary>
    <p>
      {signed}这个浏览器用<a href="/edges/catalog/trace-keys">平台公布的钥匙</a>自己算，没有问平台对不对。
    </p>
    {children}
  </details>
);
