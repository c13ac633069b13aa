import { ICONS, type IconName } from '../icons.ts';

export type { IconName };
interface Drawn {
  line: string;
  grain?: string;
}

const LINE = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.75,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
/** Beside a word, or on a button that has a name: nobody is read an icon aloud. The drawings are our own file's. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  const { line, grain = '' }: Drawn = ICONS[name];
  return (
    <svg
      className="anticon"
      style={{ flex: 'none', verticalAlign: 'middle' }}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <g {...LINE} dangerouslySetInnerHTML={{ __html: line }} />
      <g fill="var(--rice)" dangerouslySetInnerHTML={{ __html: grain }} />
    </svg>
  );
}
