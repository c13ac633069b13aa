import { Button, Select } from 'antd';
import { Icon } from './Icon.tsx';
import { Row, space } from './layout.tsx';

export const SIZE = 20;
export const SIZES = [SIZE, 50, 100];

/** How many rows a page has, and the ways to the page before and the next. `trail`: the cursors that led here. */
export const Pager = ({
  size,
  trail,
  nextCursor,
  onSize,
  onTrail,
}: {
  size: number;
  trail: readonly string[];
  /** Where the next page begins, if there is one. */
  nextCursor: string | null;
  onSize: (size: number) => void;
  onTrail: (trail: string[]) => void;
}) => (
  <Row style={{ justifyContent: 'flex-end', marginTop: space(3) }}>
    <Select
      aria-label="每页条数"
      value={size}
      options={SIZES.map((value) => ({ value, label: `每页 ${value} 条` }))}
      onChange={onSize}
    />
    <span className="small grey">第 {trail.length + 1} 页</span>
    <Button
      icon={<Icon name="back" size={16} />}
      disabled={trail.length === 0}
      onClick={() => onTrail(trail.slice(0, -1))}
      aria-label="上一页"
    />
    <Button
      icon={<Icon name="chev" size={16} />}
      disabled={nextCursor === null}
      onClick={() => nextCursor !== null && onTrail([...trail, nextCursor])}
      aria-label="下一页"
    />
  </Row>
);
