import { useMemo, type ReactNode } from 'react';
import qrcode from 'qrcode-generator';

/** A code that a phone's camera reads; dark on light by night as well. */
export function Qr({ text, title, children }: { text: string; title: string; children: ReactNode }) {
  const path = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const size = code.getModuleCount();
    const cells = Array.from({ length: size * size }, (_, i) => [Math.floor(i / size), i % size] as const).filter(
      ([row, column]) => code.isDark(row, column),
    );
    return { size: size + 8, cells: cells.map(([row, column]) => `M${column + 4} ${row + 4}h1v1h-1z`).join('') };
  }, [text]);
  return (
    <figure className="middle">
      <svg
        viewBox={`0 0 ${path.size} ${path.size}`}
        role="img"
        aria-label={`${title}的二维码：${text}`}
        shapeRendering="crispEdges"
        style={{ width: '100%', maxWidth: 220 }}
      >
        <rect width={path.size} height={path.size} fill="var(--sheet)" />
        <path d={path.cells} fill="var(--on-sheet)" />
      </svg>
      <figcaption className="grey">
        {children}
        <br />
        <code>{text.replace(/^https?:\/\//, '')}</code>
      </figcaption>
    </figure>
  );
}
