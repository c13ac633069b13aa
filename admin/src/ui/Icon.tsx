import { ICONS, type IconName } from '../icons.ts';

export type { IconName };
interface Drawn {
  line: string;
  grain?: string;
}

/** Beside a word, or on a button that has a name: nobody is read an icon aloud. The drawings are our own file's. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  const { line, grain = '' }: Drawn = ICONS[name];
  return (
    <svg className="anticon icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <g className="icon-line" dangerouslySetInnerHTML={{ __html: line }} />
      <g className="icon-grain" dangerouslySetInnerHTML={{ __html: grain }} />
    </svg>
  );
}
