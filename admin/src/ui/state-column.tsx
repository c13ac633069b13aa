import type { Column } from './columns.tsx';
import { State } from './marks.tsx';

/** In which state a row is, in the room's own words. `sort`: by what the server sorts it, where it does. */
export const stateColumn = <Row extends { state: string; stateLabel: string }, Sort extends string = never>(
  sort?: Sort,
): Column<Row, Sort> => ({
  title: '状态',
  text: ({ stateLabel }) => stateLabel,
  render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
  ...(sort && { sort }),
});
